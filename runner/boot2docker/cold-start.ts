import { isDeepStrictEqual } from 'node:util'
import type { Forward, MachineSpec, MachineState } from '../machines/machine.ts'
import type { ColdStartChange, MachineRecord } from '../machines/qemu/index.ts'
import { quote } from '../quote.ts'
import { CommandError } from './command-error.ts'
import type { Config } from './config.ts'
import { type Context, explain } from './context.ts'
import type { SettingName } from './settings.ts'
import { needFolders, sharesOf } from './shares.ts'
import { cpusOf, forwardTo, memoryOf } from './spec.ts'

/**
 * What a start of a VM that is off changes: its folders and its image as the profile and the flags say; the rest only
 * when the command line says so, because a VM keeps what `init` gave it.
 */
export const coldStartChange = async (context: Context, { spec }: MachineRecord): Promise<ColdStartChange> => {
  const { config, signal } = context
  const shares = sharesOf(config)
  await needFolders(shares)
  const { bootImageOf } = await import('./image.ts')
  const image = await bootImageOf(config, ({ text }) => explain(context, text), signal)
  return { ...(image === undefined ? {} : { image }), spec: { shares, ...givenChange(config, spec) } }
}

const givenChange = (config: Config, { forwards }: MachineSpec): NonNullable<ColdStartChange['spec']> => {
  const { Memory, CPUs, SSHPort, DockerPort } = config.given
  return {
    ...(Memory === undefined ? {} : { memoryMegabytes: memoryOf(config) }),
    ...(CPUs === undefined ? {} : { cpus: cpusOf(config) }),
    ...(SSHPort === undefined && DockerPort === undefined ? {} : { forwards: withPorts(config, forwards) }),
  }
}

const withPorts = ({ given: { SSHPort, DockerPort } }: Config, forwards: readonly Forward[]): readonly Forward[] => {
  const ports = [
    ...(SSHPort === undefined ? [] : [forwardTo('ssh', SSHPort, 22)]),
    ...(DockerPort === undefined || DockerPort === 0 ? [] : [forwardTo('docker', DockerPort, 2376)]),
  ]
  const replaced = [...(SSHPort === undefined ? [] : ['ssh']), ...(DockerPort === undefined ? [] : ['docker'])]
  return [...ports, ...forwards.filter(({ name }) => !replaced.includes(name))]
}

/** A flag whose value is another than the VM has; `now` is what it has, as the flag would say it. */
interface Differing {
  readonly flag: string
  readonly now: string
  readonly wanted: string
}

/** Throws when a flag asks for something that this start cannot give. Never ignores one silently. */
export const needPossible = (config: Config, { spec }: MachineRecord, state: MachineState): void => {
  const [fixed] = differing(config, fixedSettings(spec))
  if (fixed !== undefined) {
    throw new CommandError(
      `config error: --${fixed.flag} cannot be changed after “init”: "${config.VM}" has ${fixed.now}`,
      { hint: `boot2docker --vm=other --${fixed.flag}=${fixed.wanted} init` },
    )
  }
  if (state === 'poweroff' || state === 'aborted') return
  const [late = lateShares(config, spec)] = differing(config, settingsOfStart(spec))
  if (late === undefined) return
  throw new CommandError(
    `config error: --${late.flag} takes effect when the VM is off: "${config.VM}" is ${state} and has ${late.now}`,
    { hint: `boot2docker --${late.flag}=${late.wanted} restart` },
  )
}

const lateShares = (config: Config, spec: MachineSpec): Differing | undefined => {
  if (config.given.Shares === undefined || isDeepStrictEqual(sharesOf(config), spec.shares)) return undefined
  const now = spec.shares.map(({ path, name }) => `${path}=${name}`).join(', ')
  return { flag: 'vbox-share', now: now === '' ? 'none' : now, wanted: quote(config.given.Shares.at(-1) ?? '') }
}

type Now = Readonly<Partial<Record<SettingName, string>>>

const fixedSettings = ({ diskMegabytes, hostOnly }: MachineSpec): Now => ({
  DiskSize: String(diskMegabytes),
  LowerIP: hostOnly.guest,
  HostIP: hostOnly.host,
})

const settingsOfStart = ({ memoryMegabytes, cpus, forwards }: MachineSpec): Now => {
  const portOf = (name: string): string => String(forwards.find((forward) => forward.name === name)?.hostPort ?? 0)
  return { Memory: String(memoryMegabytes), CPUs: String(cpus), SSHPort: portOf('ssh'), DockerPort: portOf('docker') }
}

const differing = (config: Config, now: Now): readonly Differing[] =>
  config.known.flatMap(({ name, flag }) => {
    const [has, wanted] = [now[name], config.given[name]]
    if (flag === undefined || has === undefined || wanted === undefined || String(wanted) === has) return []
    return [{ flag, now: has, wanted: String(wanted) }]
  })
