import { z } from 'zod'
import { untilEvent } from './qmp-jobs.ts'
import { broken } from './qmp-socket.ts'
import type { Wire } from './qmp-wire.ts'

/**
 * `devices`: all but the RAM, which lies in a file of its own. `everything`: the RAM too, each page at its own place.
 */
export type StateKind = 'devices' | 'everything'

const migrateSchema = z.object({
  status: z.string().optional(),
  'error-desc': z.string().optional(),
  'blocked-reasons': z.array(z.string()).optional(),
})
const eventSchema = z.object({ status: z.string() })
const capabilitiesSchema = z.array(z.object({ capability: z.string() }))

/** QEMU's names. `x-ignore-shared` leaves shared RAM in its file; `mapped-ram` gives each page a place in the file. */
const capabilities: Readonly<Record<StateKind, readonly string[]>> = {
  devices: ['x-ignore-shared'],
  everything: ['mapped-ram', 'multifd'],
}
const channels = 2
/** Bytes a second: without it QEMU keeps to 128 MB/s, out of consideration for networks. */
const unlimited = 1e12

export const stateKinds = async (wire: Wire): Promise<readonly StateKind[]> => {
  const known = (await wire.execute('query-migrate-capabilities', {}, capabilitiesSchema)).map(
    ({ capability }) => capability,
  )
  return (['devices', 'everything'] as const).filter((kind) => capabilities[kind].every((name) => known.includes(name)))
}

/** Why the guest's state cannot be written now; empty when it can. */
export const saveBlockers = async (wire: Wire): Promise<readonly string[]> =>
  (await wire.execute('query-migrate', {}, migrateSchema))['blocked-reasons'] ?? []

/** The guest's state to a file, or from one: what QEMU calls a migration. */
export const migrate = async (
  wire: Wire,
  command: 'migrate' | 'migrate-incoming',
  file: string,
  kind: StateKind,
): Promise<void> => {
  const set = (state: boolean): Promise<unknown> =>
    wire.execute(
      'migrate-set-capabilities',
      { capabilities: ['events', ...capabilities[kind]].map((capability) => ({ capability, state })) },
      z.unknown(),
    )
  const end = untilEvent(
    wire,
    command,
    (name, data) =>
      name === 'MIGRATION' && ['completed', 'failed'].includes(eventSchema.safeParse(data).data?.status ?? ''),
  )
  try {
    await set(true)
    await wire.execute(
      'migrate-set-parameters',
      { 'max-bandwidth': unlimited, ...(kind === 'everything' ? { 'multifd-channels': channels } : {}) },
      z.unknown(),
    )
    await wire.execute(command, { uri: `file:${file}` }, z.unknown(), wire.timeouts.snapshot)
    await end.seen
  } finally {
    end.stop()
  }
  const { status, 'error-desc': reason } = await wire.execute('query-migrate', {}, migrateSchema)
  // QEMU keeps them, also for the next state of another kind.
  await set(false)
  if (status !== 'completed')
    throw broken(`QEMU could not do “${command}” with ${file}: ${reason ?? status ?? 'no reason given'}.`)
}
