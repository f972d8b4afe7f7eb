import { join } from 'node:path'
import { execa } from 'execa'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { RunnerError } from '../../errors.ts'
import { openNamespace, reapNamespace, type Namespace } from '../../lab/network/index.ts'
import { findImage } from '../../lab/image/obtain.ts'
import type { Image } from '../../lab/image/image.ts'
import { cacheDir } from '../../paths.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { openShell } from '../shell/shell.ts'
import type { OpenOptions, Session, Target } from '../target.ts'
import { hubAnswers } from './hub.ts'
import { labLacks } from './lacks.ts'
import { openProbe } from './probe-client.ts'
import { missingImages, serveImages } from './images.ts'
import { makeReady } from './ready.ts'
import { makeSession, sessionFolder } from './session.ts'
import { makeSurroundings, removeHome, type Surroundings } from './surroundings.ts'
import { describeLab } from './describe.ts'

/**
 * The embedded default target: a namespace that stands for the reader's computer, and a real virtual machine beside it
 * that QEMU runs. Nothing of it outlives the session.
 */
export const lab: Target = {
  id: 'lab',
  features: new Set(['host-shell', 'guest-shell', 'engine', 'machine', 'host-only-network', 'terminal']),
  spelling: spellings.lab,
  lacks: labLacks,
  missing: missingImages,
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
  const surroundings = await makeSurroundings(own)
  const online = await hubAnswers(signal)
  const namespace = await openNamespace({ folder: namespaceFolder(own), uplink: online ? 'slirp4netns' : 'none' })
  try {
    await hideOwnEngine(namespace)
    const standIns = online ? [] : await serveImages({ prefix: namespace.prefix, folder: own, onProgress, signal })
    const target = await describeLab(await needImage(), standIns, signal)
    return await furnish({ namespace, surroundings, own, machine, onProgress, signal, target })
  } catch (error) {
    await namespace.close()
    throw error
  }
}

const needImage = async (): Promise<Image> => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  if (image !== undefined) return image
  throw new RunnerError('blocked', { en: 'The lab’s image has not been built yet.', 'zh-cn': '实验环境的镜像还没有构建。' }, { hint: 'npx shipshape lab build' })
}

/** An engine of the reader's own would answer where the guide says that none is. */
const hideOwnEngine = async ({ prefix }: Namespace): Promise<void> => {
  const [file = '', ...args] = prefix
  const script = '[ ! -e /var/run/docker.sock ] || mount --bind /dev/null "$(readlink -f /var/run/docker.sock)"'
  const { failed, stderr } = await execa(file, [...args, 'sh', '-c', script], { reject: false })
  if (failed) throw new RunnerError('broken', `This computer’s own engine could not be hidden from the lab: ${stderr}`, { hint: 'npx shipshape doctor' })
}

interface Furniture extends Pick<OpenOptions, 'machine' | 'onProgress' | 'signal'> {
  readonly namespace: Namespace
  readonly surroundings: Surroundings
  readonly own: string
  readonly target: TargetFacts
}

const furnish = async ({ namespace, surroundings, own, machine, onProgress, signal, target }: Furniture): Promise<Session> => {
  const { prefix } = namespace
  const shell = openShell({ folder: own, prefix, env: surroundings.env, cwd: surroundings.home })
  if (machine === 'ready') await makeReady({ shell, surroundings, onProgress, signal })
  const probe = openProbe({ prefix, env: surroundings.env, machine: surroundings.machine })
  return makeSession({ target, folder: own, shell, probe, closeNamespace: () => namespace.close() })
}
