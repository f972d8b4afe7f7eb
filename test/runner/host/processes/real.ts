import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { ProcessTable } from '../../../../runner/host/processes/index.ts'
import type { Known } from './contract.ts'
import { freePort } from '../../../fixtures/free-port.ts'

// A shell that does not ask how its child ended, and then becomes a program that listens.
const zombieMaker = 'sleep 0.05 & echo "zombie $!"; exec "$@"'
const listener =
  "require('node:net').createServer().listen(0,'127.0.0.1',function(){console.log('port',this.address().port)})"

/** Real processes of this computer; they are gone after the test. */
export const realProcesses = async (table: ProcessTable, nameOf: (pid: number) => string): Promise<Known> => {
  const entry = `SHIPSHAPE_CONTRACT=${randomUUID()}`
  const [name = '', value] = entry.split('=')
  const words = [process.execPath, '--eval', listener, randomUUID()]
  const sinceMs = Date.now()
  const child = spawn('sh', ['-c', zombieMaker, 'sh', ...words], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], [name]: value },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for await (const text of child.stdout) if ((said += String(text)).includes('port')) break
  // Until the shell’s child has ended; the table would not say when.
  await new Promise((resolve) => setTimeout(resolve, 100))
  const numberAfter = (word: string): number => Number(new RegExp(`${word} (\\d+)`).exec(said)?.[1])
  const pid = child.pid ?? 0
  const living = { pid, parent: process.pid, user: process.getuid?.() ?? 0, name: nameOf(pid), words }
  return {
    table,
    living: { ...living, sinceMs, untilMs: Date.now(), entry, port: numberAfter('port') },
    stopped: await stoppedNumber(),
    zombie: numberAfter('zombie'),
    nobody: await endedNumber(),
    silentPort: await freePort(),
  }
}

const stoppedNumber = async (): Promise<number> => {
  const child = spawn('sh', ['-c', 'echo begun; kill -STOP $$'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  // Until the signal has stopped it; the table would not say when.
  await new Promise((resolve) => setTimeout(resolve, 100))
  return child.pid ?? 0
}

const endedNumber = async (): Promise<number> => {
  const child = spawn('true')
  await once(child, 'close')
  return child.pid ?? 0
}
