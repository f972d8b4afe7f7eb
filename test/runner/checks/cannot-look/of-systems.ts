import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { observeProcess } from '../../../../runner/checks/process/observe.ts'
import type { LookContext } from '../../../../runner/checks/look/context.ts'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { linuxProcesses } from '../../../../runner/host/processes/linux.ts'
import { machineFiles } from '../../../../runner/machines/qemu/files.ts'
import { stateOf } from '../../../../runner/machines/qemu/state.ts'
import { type Reply, fakeQemu, greeting } from '../../../fixtures/fake-qemu.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { guest, look, lookBriefly } from './context.ts'
import { withoutNames } from './elsewhere.ts'
import type { Row } from './ways.ts'

const noHost = 'it has no host'
const noPath = 'it has no path'
const noType = 'it has no type'
const noServer = 'no server is asked'

const nothing: Row = {
  permission: 'everybody may ask',
  type: noType,
  'below-a-file': noPath,
  loop: noPath,
  resolver: noHost,
  misspelt: noHost,
  tls: noServer,
  half: noServer,
  endless: noServer,
  hang: noServer,
  foreign: noServer,
  'not-run': 'nothing is run',
}

/** A /proc as hidepid leaves it: only a process of one's own. proc(5). */
const hiddenOthers = (): string => {
  const proc = temporaryFolder()
  mkdirSync(join(proc, '4242'))
  writeFileSync(join(proc, 'stat'), 'btime 1\n')
  writeFileSync(join(proc, '4242', 'stat'), `4242 (sh) S 1 4242 ${'0 '.repeat(18)}`)
  writeFileSync(join(proc, '4242', 'cmdline'), 'sh\0')
  return proc
}

const looksAt = (proc: string) => () => Promise.resolve(observeProcess('dockerd', linuxProcesses(proc)))

export const ofProcesses = (): Row => {
  const check: ActualWorldCheck = { kind: 'process', where: 'guest', command: 'no such process', state: 'absent' }
  const inGuest = (line: string) => () =>
    look(
      check,
      guest(() => line),
    )
  return {
    ...nothing,
    permission: () => looksAt(hiddenOthers())(),
    half: inGuest('kill -9 $$'),
    hang: () => lookBriefly(check, { inGuest: () => new Promise(() => undefined) }),
    'not-run': [
      ...[1, 45, 127, 255].map((exitCode) => inGuest(`exit ${exitCode}`)),
      () => look(check, { inGuest: () => Promise.reject(new Error('ssh: connection lost')) }),
    ],
  }
}

/** The hypervisor's socket, on which somebody says this. */
const qemuThat = async (hello: string, reply?: Reply): Promise<Pick<LookContext, 'machineState'>> => {
  const { path } = await fakeQemu(reply === undefined ? {} : { 'query-status': () => reply }, hello)
  return { machineState: () => stateOf({ ...machineFiles(temporaryFolder()), socket: path }) }
}

export const ofMachines = (): Row => {
  const check: ActualWorldCheck = { kind: 'machine', name: 'boot2docker-vm', state: 'poweroff' }
  return {
    ...nothing,
    half: async () => look(check, await qemuThat(greeting, { raw: '{"return": {"sta' }), 1500),
    endless: async () => look(check, await qemuThat(greeting, { raw: 'x'.repeat(3 << 20) })),
    hang: [
      async () => lookBriefly(check, await qemuThat('')),
      async () => lookBriefly(check, await qemuThat(greeting, 'nothing')),
    ],
    foreign: [
      async () => look(check, await qemuThat(greeting, { return: { state: 1 } })),
      async () => look(check, await qemuThat(greeting, { error: 'no' })),
    ],
  }
}

export const ofNames = (): Row => {
  const check: ActualWorldCheck = { kind: 'name', name: 'a.example', address: 'none' }
  const absent = 'a name that no name server knows is absent'
  return { ...nothing, resolver: () => withoutNames(check), misspelt: absent }
}

export const ofRoutes = (): Row => {
  const to = (address: string): ActualWorldCheck => ({ kind: 'route', to: address, device: 'lo' })
  return {
    ...nothing,
    misspelt: () => look(to('no-such-name.invalid')),
    foreign: () => look(to('192.0.2.1/64 extra')),
    'not-run': async () => {
      vi.stubEnv('PATH', '/nowhere')
      try {
        return await look(to('127.0.0.1'))
      } finally {
        vi.unstubAllEnvs()
      }
    },
  }
}

export const ofVariables = (): Row => {
  const check: ActualWorldCheck = { kind: 'variable', name: 'DOCKER_HOST', match: 'unset' }
  return {
    ...nothing,
    hang: () => lookBriefly(check, { variable: () => new Promise(() => undefined) }),
    'not-run': () => look(check, { variable: () => Promise.reject(new Error('bash could not be started')) }),
  }
}
