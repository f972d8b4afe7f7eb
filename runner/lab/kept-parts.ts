import { type Client, findClient } from './client/index.ts'
import { findImage } from './image/index.ts'
import { findReady } from './ready.ts'
import { findStandIn, problemOf, type StandIn, standIns } from './stand-ins/index.ts'

/** One part of the lab. */
export interface KeptPart {
  readonly id: string
  readonly state: 'whole' | 'missing' | 'not-needed'
  /** Its path; absent when it is missing. */
  readonly path?: string
  readonly detail?: string
}

/** The state of every part; every byte of existing parts is verified. */
export const keptParts = async (cache: string, isOnline: () => Promise<boolean>): Promise<readonly KeptPart[]> => {
  const notes: string[] = []
  const options = { cache, progress: ({ text }: { readonly text: string }): void => void notes.push(text) }
  const [image, ready, client, online] = await Promise.all([
    findImage({ ...options, architecture: 'amd64', depth: 'bytes' }),
    findReady({ ...options, depth: 'bytes' }),
    findClient({ cache, depth: 'bytes' }),
    isOnline(),
  ])
  const note = notes.join(' ')
  return [
    part('image', image?.iso, image === undefined ? note : `${image.id}, kernel ${image.manifest.kernelRelease}`),
    part('client', client?.docker, clientDetail(client)),
    ...(await Promise.all(standIns.map((standIn) => standInPart(standIn, cache, online)))),
    part('ready-vm', ready, ready === undefined ? note : 'resumes with its engine running'),
  ]
}

const clientDetail = (client: Client | undefined): string =>
  Object.entries(client?.versions ?? {})
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')

const part = (id: string, path: string | undefined, detail: string): KeptPart => ({
  ...{ id, state: path === undefined ? 'missing' : 'whole' },
  ...(path === undefined ? {} : { path }),
  ...(detail === '' ? {} : { detail }),
})

const standInPart = async (standIn: StandIn, cache: string, isOnline: boolean): Promise<KeptPart> => {
  const path = await findStandIn(standIn, { cache })
  const names = standIn.images
    .map(({ name, platform }) => (platform === undefined ? name : `${name} (${platform})`))
    .join(', ')
  const found = part(standIn.id, path, path === undefined ? ((await problemOf(standIn, cache)) ?? names) : names)
  return path === undefined && isOnline ? { ...found, state: 'not-needed', detail: 'Docker Hub answers' } : found
}
