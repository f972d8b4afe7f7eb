import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { type IPty, spawn } from '@lydell/node-pty'

/** What a person at a terminal sees of a line. */
export interface Seen {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** The shell has ended. */
  readonly isOver: boolean
}

/**
 * An interactive bash on a pseudo-terminal into which lines are typed, and nothing else: no prompt command, no files
 * that change, and like the runner's without history expansion. Both of its streams go to one file each; after each
 * line its exit code is asked for by typing.
 */
export interface TypedBash {
  readonly type: (line: string) => Promise<Seen>
  readonly close: () => void
}

const question = ` { builtin printf '@%s@' "$?" >/dev/tty; } 2>/dev/null`
const answer = /@(\d+)@/

export const openTypedBash = (folder: string, name: string, env: Readonly<Record<string, string>>): TypedBash => {
  const [out, err] = ['out', 'err'].map((kind) => join(folder, `${name}.${kind}`))
  const bash = `exec bash --norc --noprofile --noediting +H -i >>"$0" 2>>"$1"`
  const pty = spawn('sh', ['-c', bash, out ?? '', err ?? ''], {
    name: 'xterm',
    cwd: env['HOME'] ?? '/',
    env: { ...env, PS1: '', PS2: '' },
  })
  const held = openSync(deviceOf(pty), constants.O_RDWR | constants.O_NOCTTY)
  const streams = [out ?? '', err ?? ''].map(follow)
  let shown = ''
  let hear = (): void => undefined
  pty.onData((text) => {
    shown += text
    hear()
  })
  let isOver = false
  const over = new Promise<number>((resolve) =>
    pty.onExit(({ exitCode, signal }) => {
      isOver = true
      resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal)
    }),
  )
  const code = (): Promise<number> =>
    new Promise((resolve) => {
      hear = () => {
        const found = answer.exec(shown)
        if (found === null) return
        shown = shown.slice(found.index + found[0].length)
        resolve(Number(found[1]))
      }
      hear()
    })
  const type = async (line: string): Promise<Seen> => {
    pty.write(`${line}\n${question}\n`)
    const ended = await Promise.race([
      code().then((exitCode) => ({ exitCode, isOver: false })),
      over.then((exitCode) => ({ exitCode, isOver: true })),
    ])
    const [stdout = '', stderr = ''] = streams.map((read) => read())
    return { ...ended, stdout, stderr }
  }
  return {
    type,
    close: () => {
      closeSync(held)
      if (!isOver) pty.kill('SIGKILL')
    },
  }
}

const follow = (path: string): (() => string) => {
  let offset = 0
  return () => {
    const file = openSync(path, 'a+')
    const buffer = Buffer.alloc(fstatSync(file).size - offset)
    readSync(file, buffer, 0, buffer.length, offset)
    closeSync(file)
    offset += buffer.length
    return buffer.toString('utf8')
  }
}

const deviceOf = (pty: IPty): string => String('ptsName' in pty ? pty.ptsName : '')
