import type Docker from 'dockerode'
import { z } from 'zod'
import { observeImage } from '../checks/image/observe.ts'
import { engineAnswer } from '../checks/look/engine-object.ts'
import { engineAt } from '../checks/look/engine.ts'
import { observeFile } from '../checks/file/observe.ts'
import { observeFolder } from '../checks/folder/observe.ts'
import { observePort } from '../checks/port/observe.ts'
import { observeRoute } from '../checks/route/observe.ts'
import { deadlines } from '../contract/deadlines.ts'
import { askProgram } from '../host/program.ts'
import { fromHome } from '../paths.ts'
import { type Endpoint, findEndpoint } from '../targets/engine/endpoint.ts'
import type { Observation } from '../contract/observation.ts'
import { type Answered, askEngine } from './engine-answer.ts'

type Environment = Readonly<Record<string, string>>

/** Read-only access to the reader's computer. Each value is determined once. */
export interface Reader {
  readonly env: Environment
  /** Throws RunnerError('blocked') when the client itself is missing, or cannot say where its engine is. */
  endpoint(): Promise<Endpoint>
  engine(): Promise<Answered>
  /** The address at which ports published by the engine are reached; undefined when unknown. */
  address(): Promise<string | undefined>
  /** The newest API version that the client speaks. */
  clientApi(): Promise<string | undefined>
  /** The current context, regardless of `DOCKER_HOST`. */
  chosenContext(): Promise<string | undefined>
  isPublished(port: number): Promise<boolean>
  reclaimableMegabytes(): Promise<number>
  image(name: string): Promise<Observation>
  port(host: string, port: number): Promise<Observation>
  route(to: string): Promise<Observation>
  file(path: string): Promise<Observation>
  folder(path: string): Promise<Observation>
}

const once = <Thing>(look: () => Promise<Thing>): (() => Promise<Thing>) => {
  let seen: Promise<Thing> | undefined
  return () => (seen ??= look())
}

/** This computer, as seen by a program with this environment. */
export const readerOf = (env: Environment): Reader => {
  const endpoint = once(() => findEndpoint(env))
  const connect = async (): Promise<Docker> => engineAt((await endpoint()).at)
  const expand = (path: string): string => fromHome(path, env['HOME'])
  return {
    env,
    endpoint,
    engine: once(async () => askEngine(await connect())),
    address: once(async () => (await endpoint()).publishesAt),
    clientApi: once(() => ask(env, 'docker', 'version', '--format', '{{.Client.DefaultAPIVersion}}')),
    chosenContext: once(() => ask(withoutHost(env), 'docker', 'context', 'show')),
    isPublished: async (port) => {
      const containers = engineAnswer(containersSchema, await (await connect()).listContainers())
      return containers.some(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port))
    },
    reclaimableMegabytes: once(async () =>
      reclaimable(engineAnswer(diskSchema, await engineAt((await endpoint()).at, measureMs).df())),
    ),
    image: async (name) => observeImage(await connect(), name),
    port: (host, port) => observePort(host, port, AbortSignal.timeout(deadlines.look)),
    route: observeRoute,
    file: (path) => observeFile(expand(path)),
    folder: (path) => observeFolder(expand(path)),
  }
}

const withoutHost = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'DOCKER_HOST'))

const ask = async (env: Environment, file: string, ...args: readonly string[]): Promise<string | undefined> => {
  // The client prints its own version even when it finds no engine, and then fails.
  const { stdout } = await askProgram(file, args, { env, timeoutMs: 5000 })
  const [line = ''] = stdout.split('\n')
  return line.trim() === '' ? undefined : line.trim()
}

const containersSchema = z.array(z.object({ Ports: z.array(z.object({ PublicPort: z.number().optional() })) }))

/** An engine measures all of its images and volumes before it answers. Milliseconds. */
const measureMs = 60_000
const some = <Item extends z.ZodType>(item: Item) => z.array(item).nullish()
const diskSchema = z.object({
  Images: some(z.object({ Size: z.number(), Containers: z.number() })),
  Containers: some(z.object({ SizeRw: z.number().optional(), State: z.string() })),
  BuildCache: some(z.object({ Size: z.number(), InUse: z.boolean() })),
})
type DiskUse = z.infer<typeof diskSchema>

/** What `docker system df` calls RECLAIMABLE, without volumes, which prune does not remove. */
const reclaimable = ({ Images, Containers, BuildCache }: DiskUse): number => {
  const bytes = [
    ...(Images ?? []).filter(({ Containers: users }) => users <= 0).map(({ Size }) => Size),
    ...(Containers ?? []).filter(({ State }) => State !== 'running').map(({ SizeRw }) => SizeRw ?? 0),
    ...(BuildCache ?? []).filter(({ InUse }) => !InUse).map(({ Size }) => Size),
  ]
  return bytes.reduce((sum, size) => sum + size, 0) / 1e6
}
