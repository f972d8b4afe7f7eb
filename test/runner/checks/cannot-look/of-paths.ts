import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { guest, look, lookBriefly, thisComputer } from './context.ts'
import { asNobody } from './elsewhere.ts'
import type { Row } from './ways.ts'

export const loop = (): string => {
  const path = join(temporaryFolder(), 'loop')
  symlinkSync('loop', path)
  return path
}

export const belowAFile = (): string => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  return join(file, 'below')
}

export const locked = (): string => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'there'))
  chmodSync(folder, 0)
  return join(folder, 'there')
}

const fifo = (): string => {
  const path = join(temporaryFolder(), 'fifo')
  execFileSync('mkfifo', [path])
  return path
}

const emptyFile = (): string => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  return path
}

const noName = 'a path has no host'

/** How a path cannot be looked at, on this computer and in the machine. */
export const ofPaths = (kind: 'file' | 'folder'): Row => {
  const at = (where: 'host' | 'guest', path: string): ActualWorldCheck => ({ kind, where, path, state: 'absent' })
  const both = (make: () => string) => [() => look(at('host', make())), () => look(at('guest', make()), thisComputer)]
  const inGuest = (around: (command: string) => string) => () => look(at('guest', temporaryFolder()), guest(around))
  return {
    permission: [
      () => asNobody(at('host', locked())),
      inGuest(() => `echo 'stat: cannot stat: Permission denied' >&2; exit 45`),
    ],
    type: kind === 'file' ? [...both(temporaryFolder), ...both(fifo)] : both(emptyFile),
    'below-a-file': both(belowAFile),
    loop: both(loop),
    resolver: noName,
    misspelt: noName,
    tls: noName,
    half: inGuest((command) => `(${command}) >/dev/null; kill -9 $$`),
    endless: kind === 'file' ? both(() => '/dev/zero') : 'a folder ends',
    hang: () => lookBriefly(at('guest', temporaryFolder()), { inGuest: () => new Promise(() => undefined) }),
    foreign: 'the system answers',
    'not-run': [
      ...[1, 2, 127, 255].map((exitCode) => inGuest(() => `echo 'no' >&2; exit ${exitCode}`)),
      () => look(at('guest', temporaryFolder()), { inGuest: () => Promise.reject(new Error('ssh: connection lost')) }),
    ],
  }
}
