import type { Forward, Machine, MachineState } from '../../../../runner/machines/machine.ts'

/** A machine, and what a test needs to look at it from outside. */
export interface MachineUnderTest {
  readonly machine: Machine
  /** A folder of this computer that the machine shares; undefined when this hypervisor shares none. */
  readonly shared: string | undefined
  /** A folder of the guest that is empty after each cold start, and one that outlives it. */
  readonly memory: string
  readonly disk: string
  /** Whether there is a machine in its folder, as another process sees it. */
  readonly exists: () => Promise<boolean>
  /** Ends the hypervisor's process, as a host that runs out of memory does. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** A TCP port that is free on the reader's side. */
  readonly freePort: () => Promise<number>
  /** Keeps a TCP port of the reader's side taken until the function that it yields is called. */
  readonly takePort: (port: number) => Promise<() => Promise<void>>
  /** What a client on the reader's side reads first at a TCP port of 127.0.0.1; undefined when nobody answers. */
  readonly greetingAt: (port: number) => Promise<string | undefined>
  /** Leaves nothing of it, whatever state it is in. */
  readonly dispose: () => Promise<void>
}

/** Makes a new machine, in any state but running; two of them may live at once. */
export type MakeMachine = () => Promise<MachineUnderTest>

/** The states that a test can bring about; nothing of the contract pauses a machine. */
export type ReachableState = Exclude<MachineState, 'paused'>

export const never = new AbortController().signal

export const start = (machine: Machine, signal = never): Promise<void> =>
  machine.start({ signal, onProgress: () => undefined })

/** Of the test's own context, for tests run side by side. */
type OnTestFinished = (act: () => Promise<void>) => void

/** A machine in a state, which is gone when the test is over. */
export const machineIn = async (
  make: MakeMachine,
  state: ReachableState,
  onTestFinished: OnTestFinished,
): Promise<MachineUnderTest> => {
  const made = await make()
  onTestFinished(() => made.dispose())
  await bringInto(made, state)
  return made
}

export const bringInto = async ({ machine, kill }: MachineUnderTest, state: ReachableState): Promise<void> => {
  if ((await machine.state()) === state) return
  if (state === 'poweroff') return machine.powerOff()
  await start(machine)
  if (state === 'saved') await machine.save(never)
  if (state === 'aborted') await kill()
}

/** The guest's port 22, where every guest greets. */
export const forwardTo = (hostPort: number, name = 'greeting'): Forward => ({
  ...{ name, protocol: 'tcp', hostAddress: '127.0.0.1', hostPort, guestPort: 22 },
})

export const greeting = /^SSH-2\.0-/

export { quote as word } from '../../../../runner/quote.ts'

export const outputOf = async (machine: Machine, command: string): Promise<string> =>
  (await machine.exec(command, { user: 'root', signal: never })).stdout
