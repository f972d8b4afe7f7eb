import { z } from 'zod'
import type { Words } from '../../../playbooks/model/text.ts'
import { engineAnswer } from '../../checks/look/engine-object.ts'
import { engineAt } from '../../checks/look/engine.ts'
import { RunnerError } from '../../errors.ts'
import { type Endpoint, type Environment, findEndpoint } from './endpoint.ts'
import { needAnswer } from './life.ts'

/**
 * What the reader's engine holds that a command such as prune may remove: containers and volumes. undefined when it
 * holds none, and when no engine answers, which is said where a run looks for one. Images do not count: each can be
 * pulled or built again.
 */
export const heldBy = async (env: Environment): Promise<Words | undefined> => {
  const endpoint = await answering(env)
  if (endpoint === undefined) return undefined
  const [containers, volumes] = await Promise.all([
    engineAt(endpoint.at).listContainers({ all: true }),
    engineAt(endpoint.at).listVolumes(),
  ])
  const counts = {
    containers: engineAnswer(z.array(z.unknown()), containers).length,
    volumes: (engineAnswer(volumesSchema, volumes).Volumes ?? []).length,
  }
  return counts.containers + counts.volumes === 0 ? undefined : sentence(endpoint, counts)
}

/** `null` when there are none. */
const volumesSchema = z.object({ Volumes: z.array(z.unknown()).nullish() })

const answering = async (env: Environment): Promise<Endpoint | undefined> => {
  try {
    const endpoint = await findEndpoint(env)
    await needAnswer(endpoint)
    return endpoint
  } catch (error) {
    if (error instanceof RunnerError) return undefined
    throw error
  }
}

const sentence = (
  { host, namedBy }: Endpoint,
  { containers, volumes }: { readonly containers: number; readonly volumes: number },
): Words => ({
  en:
    `Your engine at ${host} (${namedBy.en}) holds ${count(containers, 'container')} and ${count(volumes, 'volume')}. ` +
    'The guide undoes only what it made, but its commands use this engine.',
  'zh-cn':
    `你的引擎 ${host}（${namedBy['zh-cn']}）上有 ${containers} 个容器和 ${volumes} 个卷。` +
    '本指南只撤销自己创建的东西，但它的命令使用的正是这个引擎。',
})

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`
