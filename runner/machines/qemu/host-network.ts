import { access, constants } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { mustRun, runProgram } from '../program.ts'
import type { MachineSpec } from '../machine.ts'

/** As VirtualBox calls it, with the hardware address that VirtualBox gives it: a saved guest remembers that. */
export const hostInterface = 'vboxnet0'
const hardwareAddress = '0a:00:27:00:00:00'

const programHint = 'sudo apt-get install iproute2'
const namespaceHint = 'npx shipshape lab shell'

const ip = (...args: readonly string[]): Promise<string> => mustRun('ip', args, { hint: programHint })

/**
 * Makes the host's end of the host-only network, with the host's address. Needs to be root, which everybody is inside
 * the lab's network namespace; else RunnerError('blocked').
 */
export const openHostNetwork = async (hostOnly: MachineSpec['hostOnly']): Promise<void> => {
  await needTunDevice()
  await closeHostNetwork()
  const made = await runProgram('ip', ['tuntap', 'add', 'dev', hostInterface, 'mode', 'tap'], { hint: programHint })
  if (made.exitCode !== 0) throw notAllowed(made.stderr)
  await ip('link', 'set', 'dev', hostInterface, 'address', hardwareAddress)
  await ip('address', 'add', `${hostOnly.host}/${hostOnly.prefix}`, 'dev', hostInterface)
  await ip('link', 'set', 'dev', hostInterface, 'up')
}

/** No interface, nothing to do. */
export const closeHostNetwork = async (): Promise<void> => {
  await runProgram('ip', ['link', 'delete', 'dev', hostInterface], { hint: programHint })
}

const needTunDevice = async (): Promise<void> => {
  try {
    await access('/dev/net/tun', constants.R_OK | constants.W_OK)
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new RunnerError('blocked', `/dev/net/tun ${isMissing ? 'does not exist' : 'may not be opened by you'}, so there can be no host-only network.`, {
      hint: isMissing ? 'sudo modprobe tun' : 'sudo chmod 666 /dev/net/tun',
      cause: error,
    })
  }
}

const notAllowed = (said: string): RunnerError =>
  new RunnerError('blocked', `The host-only network ${hostInterface} cannot be made here: ${said.trim()}.`, { hint: namespaceHint })
