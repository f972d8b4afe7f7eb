import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { ExecAnswer } from '../machine.ts'
import type { MachineFiles } from './files.ts'
import { connectTo } from './qmp-socket.ts'

/** A console that does not answer in this time is in use, or the guest has none. Milliseconds. */
const timeoutMs = 5_000
const keptChars = 1 << 20

/**
 * Runs one command as root in the shell on the guest's console; undefined when none answers. In an emulated guest an
 * ssh connection takes half a second, this some milliseconds. Standard output and error are merged.
 */
export const consoleExec = async (
  files: MachineFiles,
  command: string,
  signal: AbortSignal,
): Promise<ExecAnswer | undefined> => {
  const socket = await connectTo(files.console).catch(() => undefined)
  if (socket === undefined) return undefined
  try {
    return await converse(socket, command, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
  } finally {
    socket.destroy()
  }
}

const converse = (socket: Socket, command: string, signal: AbortSignal): Promise<ExecAnswer | undefined> =>
  new Promise((resolve) => {
    const mark = randomBytes(8).toString('hex')
    const whole = new RegExp(`${mark}-begin\\r*\\n([\\s\\S]*?)${mark}-(\\d+)\\r*\\n`)
    let said = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-keptChars)
      const [, stdout, exitCode] = whole.exec(said) ?? []
      if (stdout !== undefined) resolve({ exitCode: Number(exitCode), stdout: stdout.replaceAll('\r', ''), stderr: '' })
    })
    for (const event of ['error', 'close']) socket.once(event, () => resolve(undefined))
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
    // Enter starts the shell. The shell assembles the marks, so that the echo of the command does not contain them.
    socket.write(`\nstty -echo; m=${mark}; echo $m-begin; { ${command}\n} 2>&1; echo $m-$?\n`)
  })
