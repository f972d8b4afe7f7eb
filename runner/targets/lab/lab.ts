import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { RunnerError } from '../../errors.ts'
import { openNamespace, reapNamespace, type Namespace } from '../../lab/network/index.ts'
import { findImage } from '../../lab/image/obtain.ts'
import { machineFiles } from '../../machines/qemu/files.ts'
import type { Image } from '../../lab/image/image.ts'
import { cacheDir } from '../../paths.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { openShell } from '../shell/shell.ts'
import type { OpenOptions, Session, Target } from '../target.ts'
import { hubAnswers } from './hub.ts'
import { missingForLab } from './requirements.ts'
import { lazyProbe } from './probe-client.ts'
import { unavailableImages, servedNames, serveImages, type ServeOptions } from './images.ts'
import { placeReady, resumeReady } from './ready.ts'
import { makeSession, sessionFolder } from './session.ts'
import { makeEnvironment, removeHome, type Environment } from './environment.ts'
import { describeLab } from './describe.ts'

/**
 * The built-in default target: a namespace that stands for the reader's computer, and a real virtual machine in it
 * that QEMU runs. Nothing of it outlives the session.
 */
export const lab: Target = {
  id: 'lab',
  features: new Set(['host-shell', 'guest-shell', 'engine', 'machine', 'host-only-network', 'terminal']),
  spelling: spellings.lab,
  missing: missingForLab,
  unavailable: unavailableImages,
  open: (options) => open(options),
  reap: async (folder) => {
    await reapNamespace(namespaceFolder(sessionFolder(folder)))
    await removeHome(sessionFolder(folder))
  },
}

const namespaceFolder = (own: string): string => join(own, 'namespace')

const open = async ({ folder, machine, onProgress, signal }: OpenOptions): Promise<Session> => {
  const own = sessionFolder(folder)
  onProgress({ en: 'Making the namespace that stands for your computer', 'zh-cn': '正在创建代表你的电脑的命名空间' })
  const [environment, online] = await Promise.all([makeEnvironment(own), hubAnswers(signal)])
  // Independent work runs in parallel; the namespace is closed even when other work fails.
  const making = openNamespace({
    folder: namespaceFolder(own),
    uplink: online ? 'slirp4netns' : 'none',
    hidden: [ownEngine],
  })
  const placing = machine === 'ready' ? placeReady(environment) : Promise.resolve()
  const others = Promise.all([placing, describe(online, signal)])
  others.catch(() => undefined) // Awaited below.
  const namespace = await making
  try {
    const images = imagesOf({ online, prefix: namespace.prefix, folder: own, onProgress, signal })
    const [, target] = await others
    return await openSession({ namespace, environment, own, machine, onProgress, signal, target, images })
  } catch (error) {
    await namespace.close()
    throw error
  }
}

const describe = async (online: boolean, signal: AbortSignal): Promise<TargetFacts> =>
  describeLab(await needImage(), online ? [] : await servedNames(), signal)

/** Serves images once, when they are first needed: a guide without a VM does not need them. */
const imagesOf = ({ online, ...options }: ServeOptions & { readonly online: boolean }): (() => Promise<void>) => {
  let served: Promise<unknown> | undefined
  return async () => {
    if (!online) await (served ??= serveImages(options))
  }
}

const needImage = async (): Promise<Image> => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  if (image !== undefined) return image
  throw new RunnerError(
    'blocked',
    { en: 'The lab’s image has not been built yet.', 'zh-cn': '实验环境的镜像还没有构建。' },
    { hint: 'npx shipshape lab build' },
  )
}

/** The reader's own engine must be hidden: guides expect that there is none. */
const ownEngine = '/var/run/docker.sock'

interface SessionParts extends Pick<OpenOptions, 'machine' | 'onProgress' | 'signal'> {
  readonly namespace: Namespace
  readonly environment: Environment
  readonly own: string
  readonly target: TargetFacts
  readonly images: () => Promise<void>
}

const openSession = async (parts: SessionParts): Promise<Session> => {
  const { namespace, environment, own, machine, images } = parts
  const { prefix } = namespace
  const probe = lazyProbe({ prefix, env: environment.env, machine: environment.machine })
  const variables = machine === 'ready' ? await resumeReady({ ...parts, prefix, probe }) : {}
  const shell = openShell({ folder: own, prefix, env: { ...environment.env, ...variables }, cwd: environment.home })
  const { record } = machineFiles(environment.machine)
  // Not before, because it would slow down the guest. The first step that may use the engine waits for it.
  if (machine === 'ready') images().catch(() => undefined)
  const hasMachine = (): Promise<boolean> =>
    access(record).then(
      () => true,
      () => false,
    )
  return makeSession({
    target: parts.target,
    folder: own,
    shell,
    probe,
    hasMachine,
    serveImages: images,
    closeNamespace: () => namespace.close(),
  })
}
