import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { ExecAnswer } from '../machine.ts'
import type { MachineFiles } from './files.ts'
import { connectTo } from './qmp-socket.ts'

/** A console that does not answer is somebody's else, or its guest has none. Milliseconds. */
const timeoutMs = 5_000
const keptChars = 1 << 20

/**
 * Runs one command as root in the shell that waits on the guest's console; undefined when none answers. An emulated
 * guest takes half a second for a conversation by ssh, and some milliseconds for this. Its two streams come as one.
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
    // Enter, for the shell that it starts; the marks are put together there, so that their echo is not taken for them.
    socket.write(`\nstty -echo; m=${mark}; echo $m-begin; { ${command}\n} 2>&1; echo $m-$?\n`)
  })
