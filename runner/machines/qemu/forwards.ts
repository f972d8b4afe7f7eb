import { RunnerError } from '../../errors.ts'
import type { Forward } from '../machine.ts'
import { forwardRule } from './arguments.ts'
import type { MachineFiles } from './files.ts'
import { adviceForForward, needFreePorts } from './ports.ts'
import { openQmp } from './qmp.ts'
import { changeRecord, forwardSchema, type MachineRecord } from './record.ts'

/** Adds a forward, at once when the VM runs, and saves it. RunnerError('busy') when its name or host port is taken. */
export const addForward = async (files: MachineFiles, record: MachineRecord, forward: Forward): Promise<void> => {
  const parsed = forwardSchema.safeParse(forward)
  if (!parsed.success)
    throw new RunnerError(
      'usage',
      `This is not a forward: ${parsed.error.issues.map(({ message }) => message).join('; ')}.`,
      { hint },
    )
  const { spec } = record
  if (spec.forwards.some(({ name }) => name === forward.name)) {
    // VirtualBox's message.
    throw new RunnerError('busy', 'A NAT rule of this name already exists', {
      hint: `boot2docker forward remove ${forward.name}`,
    })
  }
  const twin = spec.forwards.find((one) => isSameListener(one, forward))
  if (twin !== undefined) {
    throw new RunnerError('busy', 'A NAT rule for this host port and this host IP already exists', {
      hint: `boot2docker forward remove ${twin.name}`,
    })
  }
  await needFreePorts([forward], adviceForForward)
  await applyToQemu(files, forward)
  await changeRecord(files, { spec: { ...spec, forwards: [...spec.forwards, parsed.data] } })
}

const hint = 'boot2docker forward add "web,tcp,127.0.0.1,8800,,8800"'

const isSameListener = (one: Forward, other: Forward): boolean =>
  one.protocol === other.protocol && one.hostAddress === other.hostAddress && one.hostPort === other.hostPort

const applyToQemu = async (files: MachineFiles, forward: Forward): Promise<void> => {
  await using qmp = await openQmp(files.socket)
  const complaint = await qmp?.addHostForward(forwardRule(forward))
  if (complaint === undefined || complaint === '') return
  throw new RunnerError('broken', `QEMU does not forward port ${forward.hostPort}: ${complaint}`, {
    hint: 'boot2docker restart',
  })
}

/** Removes a forward, at once when the VM runs, and saves that. RunnerError('usage') when there is no such forward. */
export const removeForward = async (files: MachineFiles, record: MachineRecord, name: string): Promise<void> => {
  const { spec } = record
  const forward = spec.forwards.find((one) => one.name === name)
  if (forward === undefined)
    throw new RunnerError('usage', `There is no forward named “${name}”.`, { hint: 'boot2docker forward list' })
  await using qmp = await openQmp(files.socket)
  await qmp?.removeHostForward(forwardRule(forward).replace(/-.*$/, ''))
  await changeRecord(files, { spec: { ...spec, forwards: spec.forwards.filter((one) => one !== forward) } })
}
