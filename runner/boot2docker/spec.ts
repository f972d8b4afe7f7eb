import { totalmem } from 'node:os'
import type { Forward, MachineSpec } from '../machines/machine.ts'
import { CommandError } from './command-error.ts'
import type { Config } from './config.ts'
import { sharesOf } from './shares.ts'
import { prefixOf } from './values.ts'

/** The VM that `init` makes. */
export const specOf = (config: Config): MachineSpec => ({
  name: config.VM,
  memoryMegabytes: memoryOf(config),
  cpus: cpusOf(config),
  diskMegabytes: atLeast(config.DiskSize, 1024, '--disksize'),
  shares: sharesOf(config),
  forwards: [
    forwardTo('ssh', config.SSHPort, 22),
    ...(config.DockerPort === 0 ? [] : [forwardTo('docker', config.DockerPort, 2376)]),
  ],
  hostOnly: hostOnlyOf(config),
})

export const cpusOf = ({ CPUs }: Config): number => Math.min(atLeast(CPUs, 1, '--cpus'), 32)

export const memoryOf = ({ Memory }: Config, mostMegabytes = Math.floor(totalmem() / (1 << 20))): number => {
  if (Memory <= mostMegabytes) return atLeast(Memory, 256, '--memory')
  throw new CommandError(
    `config error: invalid argument "${Memory}" for --memory: this computer has ${mostMegabytes} MB`,
    { hint: 'boot2docker help' },
  )
}

const atLeast = (value: number, least: number, flag: string): number => {
  if (value >= least) return value
  throw new CommandError(`config error: invalid argument "${value}" for ${flag}: at least ${least} is needed`, {
    hint: 'boot2docker help',
  })
}

export const forwardTo = (name: 'ssh' | 'docker', hostPort: number, guestPort: number): Forward => {
  if (hostPort >= 1 && hostPort <= 65_535)
    return { name, protocol: 'tcp', hostAddress: '127.0.0.1', hostPort, guestPort }
  throw new CommandError(`config error: invalid argument "${hostPort}" for --${name}port: not a port`, {
    hint: 'boot2docker help',
  })
}

const hostOnlyOf = ({ LowerIP, HostIP, NetMask }: Config): MachineSpec['hostOnly'] => {
  const prefix = prefixOf(NetMask) ?? 24
  if (networkOf(LowerIP, prefix) === networkOf(HostIP, prefix) && LowerIP !== HostIP)
    return { guest: LowerIP, host: HostIP, prefix }
  throw new CommandError(
    `config error: --lowerip ${LowerIP} and --hostip ${HostIP} are not two addresses of one network ${NetMask}`,
    { hint: 'boot2docker help' },
  )
}

const networkOf = (address: string, prefix: number): string =>
  address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
    .slice(0, prefix)
