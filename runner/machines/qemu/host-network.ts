import { access, constants } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { processes } from '../../host/processes/index.ts'
import { type ProgramAnswer, runProgram } from '../../host/program.ts'
import type { MachineSpec } from '../machine.ts'

/** VirtualBox's name and MAC address for it: a saved guest has the address in its ARP cache. */
export const hostInterface = 'vboxnet0'
const hardwareAddress = '0a:00:27:00:00:00'

const programHint = 'sudo apt-get install iproute2'
const namespaceHint = 'npx shipshape lab shell'

/**
 * Creates the host's interface of the host-only network, with the host's address. Needs root, which every user is in
 * the lab's network namespace; else RunnerError('blocked'). RunnerError('busy') while another VM uses it.
 */
export const openHostNetwork = async (
  hostOnly: MachineSpec['hostOnly'],
  prefix: readonly string[] = [],
): Promise<void> => {
  await needTunDevice()
  const first = await batch(hostOnly, prefix)
  if (first.exitCode === 0) return
  if (await isInUse(prefix)) throw inUse()
  // Removes the interface of a killed QEMU.
  await closeHostNetwork(prefix)
  const second = await batch(hostOnly, prefix)
  if (second.exitCode !== 0) throw notAllowed(second.stderr)
}

/** A tap has a carrier while a program has it open: Documentation/networking/tuntap of Linux. */
const isInUse = async (prefix: readonly string[]): Promise<boolean> =>
  (await ip(prefix, ['-o', 'link', 'show', 'dev', hostInterface])).stdout.includes('LOWER_UP')

const inUse = (): RunnerError =>
  new RunnerError('busy', `Another VM runs on the host-only network ${hostInterface}, which only one can use.`, {
    hint: saveOther(),
    state: 'The other VM keeps running.',
  })

/** A batch for one `ip` process. */
const batch = (
  { host, prefix: length }: MachineSpec['hostOnly'],
  prefix: readonly string[],
): Promise<ProgramAnswer> => {
  const lines = [
    `tuntap add dev ${hostInterface} mode tap`,
    `link set dev ${hostInterface} address ${hardwareAddress} up`,
    `address add ${host}/${length} dev ${hostInterface}`,
  ]
  return ip(prefix, ['-batch', '-'], `${lines.join('\n')}\n`)
}

const ip = (prefix: readonly string[], args: readonly string[], input = ''): Promise<ProgramAnswer> => {
  const [file = '', ...words] = [...prefix, 'ip', ...args]
  return runProgram(file, words, { hint: programHint, input })
}

const saveOther = (): string => {
  const other = processes.list().find(({ words }) => words.some((word) => word.includes(`ifname=${hostInterface}`)))
  const name = other?.words[other.words.indexOf('-name') + 1]
  return name === undefined ? 'pgrep -af qemu-system' : `boot2docker --vm=${name} save`
}

/** A QEMU that has just ended closes its devices a moment later than its sockets. */
const closingMs = 1_000
const closingPollMs = 20

/** Does nothing when there is no interface, or when another VM uses it. */
export const closeHostNetwork = async (prefix: readonly string[] = []): Promise<void> => {
  const until = Date.now() + closingMs
  while (await isInUse(prefix)) {
    if (Date.now() > until) return
    await pause(closingPollMs)
  }
  await ip(prefix, ['link', 'delete', 'dev', hostInterface])
}

const needTunDevice = async (): Promise<void> => {
  try {
    await access('/dev/net/tun', constants.R_OK | constants.W_OK)
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new RunnerError(
      'blocked',
      `/dev/net/tun ${isMissing ? 'does not exist' : 'cannot be opened by you'}, so there can be no host-only network.`,
      {
        hint: isMissing ? 'sudo modprobe tun' : 'sudo chmod 666 /dev/net/tun',
        cause: error,
      },
    )
  }
}

const notAllowed = (said: string): RunnerError =>
  new RunnerError(
    'blocked',
    `The host-only network ${hostInterface} cannot be made here: ${said.trim().split('\n')[0] ?? ''}.`,
    { hint: namespaceHint },
  )
