import { z } from 'zod'
import { broken } from './qmp-socket.ts'
import type { Wire } from './qmp-wire.ts'

const jobsSchema = z.array(z.object({ id: z.string(), status: z.string(), error: z.string().optional() }))
const jobEventSchema = z.object({ id: z.string(), status: z.string() })

/** Resolves once an event says so, or QEMU has ended; RunnerError('broken') when neither comes in time. */
export const untilEvent = (
  wire: Wire,
  what: string,
  holds: (name: string, data: unknown) => boolean,
): { readonly seen: Promise<unknown>; stop(): void } => {
  const seen = Promise.withResolvers<undefined>()
  const { snapshot } = wire.timeouts
  const timer = setTimeout(
    () => seen.reject(broken(`QEMU's “${what}” did not end within ${snapshot / 1000} s.`)),
    snapshot,
  )
  const deafen = wire.onEvent((name, data) => (holds(name, data) ? seen.resolve(undefined) : undefined))
  void wire.closed.then(() => seen.resolve(undefined))
  seen.promise.catch(() => undefined) // Whoever awaits it sees the error; nobody does when the command was refused.
  const stop = (): void => {
    clearTimeout(timer)
    deafen()
  }
  return { seen: seen.promise, stop }
}

/** Snapshots are background jobs; their failure is in the job, not in the answer to the command. */
export const runJob = async (wire: Wire, command: string, args: object): Promise<void> => {
  const id = 'shipshape'
  const isConcluded = (name: string, data: unknown): boolean => {
    const event = name === 'JOB_STATUS_CHANGE' ? jobEventSchema.safeParse(data) : undefined
    return event?.success === true && event.data.id === id && event.data.status === 'concluded'
  }
  const end = untilEvent(wire, command, isConcluded)
  try {
    // QEMU may look through all of the memory before it answers.
    await wire.execute(command, { 'job-id': id, ...args }, z.unknown(), wire.timeouts.snapshot)
    await end.seen
  } finally {
    end.stop()
  }
  const job = (await wire.execute('query-jobs', {}, jobsSchema)).find((one) => one.id === id)
  await wire.execute('job-dismiss', { id }, z.unknown()).catch(() => undefined)
  if (job?.error !== undefined) throw broken(`QEMU could not do “${command}”: ${job.error}.`)
}
