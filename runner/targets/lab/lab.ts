import { join } from 'node:path'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { findNamespace, type Namespace } from '../../lab/network/index.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { openShell } from '../shell/shell.ts'
import type { Session } from '../../contract/session.ts'
import type { OpenOptions, ShellInVm, Target } from '../../contract/target.ts'
import { type ReaderHome, makeReaderHome, readerHomeIn, removeHome } from './environment.ts'
import { exploreVm, shellCommand } from './explore.ts'
import type { ServeOptions } from './images.ts'
import { type OutsideSources, type ServedImages, outsideOf } from './outside.ts'
import { type Probe, lazyProbe } from './probe-client.ts'
import { makeSession, sessionFolder } from './session.ts'
import { type LabWorld, thisComputer } from './world.ts'

/**
 * The built-in default target: a namespace that stands for the reader's computer, and a real virtual machine in it
 * that QEMU runs. Nothing of it outlives the session.
 */
export const makeLab = (world: LabWorld): Target => ({
  id: 'lab',
  features: new Set(['host-shell', 'guest-shell', 'engine', 'machine', 'host-only-network', 'terminal']),
  programs: new Set(['docker', 'boot2docker']),
  spelling: spellings.lab,
  missing: () => world.missing(),
  unavailable: () => world.unavailableImages(),
  open: (options) => open(world, options),
  shellIn: (folder) => shellIn(world, sessionFolder(folder)),
  reap: async (folder) => {
    await world.reapNamespace(namespaceFolder(sessionFolder(folder)))
    await removeHome(sessionFolder(folder))
  },
})

export const lab = makeLab(thisComputer)

const shellIn = async (world: LabWorld, own: string): Promise<ShellInVm | undefined> => {
  const namespace = await findNamespace(namespaceFolder(own))
  const environment = readerHomeIn(own)
  if (namespace === undefined || !(await world.machine.isThere(environment))) return undefined
  return { command: shellCommand(namespace.prefix), env: environment.env }
}

const namespaceFolder = (own: string): string => join(own, 'namespace')

const open = async (world: LabWorld, { folder, machine, onProgress, signal }: OpenOptions): Promise<Session> => {
  const own = sessionFolder(folder)
  onProgress({ en: 'Making the namespace that stands for your computer', 'zh-cn': '正在创建代表你的电脑的命名空间' })
  const [environment, online] = await Promise.all([
    world.client().then((client) => makeReaderHome(own, { client, command: world.machine.command })),
    world.hubAnswers(signal),
  ])
  // Independent work runs in parallel; the namespace is closed even when other work fails.
  const making = world.openNamespace({
    folder: namespaceFolder(own),
    uplink: online ? 'slirp4netns' : 'none',
    hidden: [ownEngine],
  })
  const placing = machine === 'ready' ? world.machine.place(environment) : Promise.resolve()
  const others = Promise.all([placing, world.describe(signal)])
  others.catch(() => undefined) // Awaited below.
  const namespace = await making
  try {
    const images = imagesOf(world, { online, prefix: namespace.prefix, folder: own, onProgress, signal })
    const [, target] = await others
    return await openSession({ world, namespace, environment, own, machine, onProgress, signal, target, images })
  } catch (error) {
    await namespace.close()
    throw error
  }
}

/** How long the VM's engine may take to ask a registry about images. Milliseconds. */
const registryMs = 20_000

const unpulledBy =
  (probe: Probe): OutsideSources['unpulled'] =>
  (images) =>
    probe.ask({ ask: 'unpulled', images, withinMs: registryMs })

/** Serves images once, when they are first needed: a guide without a VM does not need them. */
const imagesOf = (world: LabWorld, { online, ...options }: ServeOptions & { readonly online: boolean }): Images => {
  let serving: Promise<ServedImages> | undefined
  let served: ServedImages | undefined
  return {
    serve: async () => {
      if (!online) served = await (serving ??= world.serveImages(options))
    },
    served: () => served,
  }
}

interface Images {
  readonly serve: () => Promise<void>
  /** Undefined until they are served. */
  readonly served: () => ServedImages | undefined
}

/** The reader's own engine must be hidden: guides expect that there is none. */
const ownEngine = '/var/run/docker.sock'

interface SessionParts extends Pick<OpenOptions, 'machine' | 'onProgress' | 'signal'> {
  readonly world: LabWorld
  readonly namespace: Namespace
  readonly environment: ReaderHome
  readonly own: string
  readonly target: TargetFacts
  readonly images: Images
}

const openSession = async (parts: SessionParts): Promise<Session> => {
  const { world, namespace, environment, own, machine, images } = parts
  const { prefix } = namespace
  const probe = lazyProbe({ prefix, env: environment.env, machine: environment.machine, program: world.machine.probe })
  const variables = machine === 'ready' ? await world.machine.resume({ ...parts, prefix, probe }) : {}
  const shell = openShell({ folder: own, prefix, env: { ...environment.env, ...variables }, cwd: environment.home })
  // Not before, because it would slow down the guest. The first step that may use the engine waits for it.
  if (machine === 'ready') images.serve().catch(() => undefined)
  return makeSession({
    target: parts.target,
    folder: own,
    shell,
    probe,
    hasMachine: () => world.machine.isThere(environment),
    serveImages: images.serve,
    outside: outsideOf({ served: images.served, askedNames: namespace.askedNames, unpulled: unpulledBy(probe) }),
    explore: exploreVm({ prefix, environment, isThere: () => world.machine.isThere(environment) }),
    closeNamespace: () => namespace.close(),
  })
}
