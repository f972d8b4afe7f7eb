import { z } from 'zod'
import { engineAnswer } from '../../checks/look/engine-object.ts'
import type { ActualAction } from '../../contract/action.ts'
import type { ExecResult } from '../../contract/session.ts'
import { standInImages, standInLabel } from '../../lab/stand-ins/index.ts'
import type { UsedStandIn } from '../../protocol/events.ts'
import { statusOf, type WithEngine } from '../unpulled.ts'

/** Which stand-ins steps use: the lab’s own engine is an engine like any other, and has nothing else. */
export interface FollowedStandIns {
  /** Called after each action. */
  readonly note: (action: ActualAction, result: ExecResult) => void
  /** Those that the engine has under a name that an action has used. It says itself what an image is, by its label. */
  readonly used: () => Promise<readonly UsedStandIn[]>
}

export const followStandIns = (withEngine: WithEngine): FollowedStandIns => {
  const named = new Set<string>()
  const used = new Map<string, UsedStandIn>()
  return {
    note: (action, { stdout, stderr }) => {
      const text = [action.kind === 'file' ? action.content : action.line, stdout, stderr].join('\n')
      for (const image of standInImages) if (names(text, image)) named.add(image)
    },
    used: async () => {
      const unknown = [...named].filter((image) => !used.has(image))
      const found = await Promise.all(unknown.map((image) => standIn(withEngine, image)))
      for (const each of found) if (each !== undefined) used.set(each.image, each)
      return [...used.values()]
    },
  }
}

/** A name without a tag means `latest`. */
const names = (text: string, image: string): boolean =>
  text.split(/[\s'"=,]+/).some((word) => word === image || `${word}:latest` === image || word === `${image}:latest`)

/** Of the engine’s API, `GET /images/NAME/json`. */
const imageSchema = z.object({
  RepoDigests: z.array(z.string()).nullish(),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
})

const standIn = async (withEngine: WithEngine, image: string): Promise<UsedStandIn | undefined> => {
  const answer = await withEngine((engine) => engine.getImage(image).inspect()).catch(unlessMissing)
  if (answer === undefined) return undefined
  const { Config, RepoDigests } = engineAnswer(imageSchema, answer)
  if (Config?.Labels?.[standInLabel] === undefined) return undefined
  const digest = RepoDigests?.[0]?.split('@')[1]
  return digest === undefined ? { image } : { image, digest }
}

const unlessMissing = (error: unknown): undefined => {
  if (statusOf(error) === 404) return undefined
  throw error
}
