import { access, constants } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { type ProgramAnswer, runProgram } from '../../host/program.ts'
import type { MachineSpec } from '../machine.ts'

/** VirtualBox's name and MAC address for it: a saved guest has the address in its ARP cache. */
export const hostInterface = 'vboxnet0'
const hardwareAddress = '0a:00:27:00:00:00'

const programHint = 'sudo apt-get install iproute2'
const namespaceHint = 'npx shipshape lab shell'

/**
 * Creates the host's interface of the host-only network, with the host's address. Needs root, which every user is in
 * the lab's network namespace; else RunnerError('blocked').
 */
export const openHostNetwork = async (
  hostOnly: MachineSpec['hostOnly'],
  prefix: readonly string[] = [],
): Promise<void> => {
  await needTunDevice()
  const first = await batch(hostOnly, prefix)
  if (first.exitCode === 0) return
  // Removes the interface of a killed QEMU.
  await closeHostNetwork(prefix)
  const second = await batch(hostOnly, prefix)
  if (second.exitCode !== 0) throw notAllowed(second.stderr)
}

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

/** Does nothing when there is no interface. */
export const closeHostNetwork = async (prefix: readonly string[] = []): Promise<void> => {
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
