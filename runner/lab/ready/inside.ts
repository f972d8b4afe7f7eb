/**
 * Prepares a VM: creates, starts, warms up and saves it. Runs inside its own namespace, because only there may an
 * ordinary user make the host-only network. Its only argument is a Plan as JSON.
 */
import { messageOf, RunnerError } from '../../errors.ts'
import { engineAnswers } from '../../machines/engine.ts'
import type { MachineSpec } from '../../machines/machine.ts'
import { consoleExec } from '../../machines/qemu/console.ts'
import { engineEndpoints } from '../../machines/qemu/endpoints.ts'
import {
  type Architecture,
  type BootImage,
  cloneMachine,
  createMachine,
  machineFiles,
  openMachine,
  type QemuMachine,
} from '../../machines/qemu/index.ts'

export interface Plan {
  readonly folder: string
  readonly spec: MachineSpec
  readonly image: BootImage
  readonly architecture: Architecture
}

const warmUpRounds = 3
const warmUpPaths = ['/version', '/info', '/containers/json', '/images/json']

const prepare = async (plan: Plan, signal: AbortSignal): Promise<void> => {
  try {
    await prepareTemplate(plan, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof RunnerError)) throw error
    say(`Memory cannot be mapped here, so it will be read: ${messageOf(error)}`)
    await (await openMachine(plan.folder))?.delete()
    const machine = await bootAndWarm(plan, undefined, signal)
    await machine.save(signal)
  }
}

/** Saves it with its RAM in a file that others map, and tests that: a capability that QEMU lists may still not work. */
const prepareTemplate = async (plan: Plan, signal: AbortSignal): Promise<void> => {
  const machine = await bootAndWarm(plan, machineFiles(plan.folder).ram, signal)
  say('Saving it')
  await machine.saveTemplate(signal)
  say('Testing it')
  const folder = `${plan.folder}.trial`
  await cloneMachine(plan.folder, folder)
  const trial = await openMachine(folder)
  await trial?.start({ signal, onProgress: say })
  await trial?.delete()
}

const bootAndWarm = async (plan: Plan, ram: string | undefined, signal: AbortSignal): Promise<QemuMachine> => {
  const machine = await createMachine(plan.folder, { ...plan, authorizedKeys: [], throwAway: true, signal })
  say('Starting it')
  await machine.start({ signal, onProgress: say, ...(ram === undefined ? {} : { ram }) })
  say('Warming it up')
  await warmUp(machine, signal)
  return machine
}

/** Makes each request once: later ones are faster, because the code is in memory and translated. */
const warmUp = async (machine: QemuMachine, signal: AbortSignal): Promise<void> => {
  const [endpoint] = await engineEndpoints(machine.files, await machine.record())
  for (let round = 0; round < warmUpRounds; round++) {
    for (const path of warmUpPaths) if (endpoint !== undefined) await engineAnswers(endpoint, signal, path)
    await consoleExec(machine.files, 'date -u > /dev/null', signal)
    await machine.exec('true', { user: 'root', signal })
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
await prepare(JSON.parse(process.argv[2] ?? '') as Plan, stop.signal) // Written by ../ready.ts.
