import type { Action } from '../../playbooks/model/action.ts'
import type { Step } from '../../playbooks/model/playbook.ts'
import { type Text, isShellLine } from '../../playbooks/model/text.ts'
import { imagesIn, imagesMadeIn, isPinned, unknownValue } from './image-names.ts'
import type { Mistake } from './mistake.ts'
import type { RuleMistake } from './validate-allowed.ts'
import { actionsOf } from './variants.ts'

const written = ({ pieces, values }: Text): string =>
  pieces.map((piece, at) => piece + valueOf(values[at], at, pieces.length)).join('')

const valueOf = (value: Text['values'][number] | undefined, at: number, pieces: number): string => {
  if (typeof value === 'string') return value
  return at < pieces - 1 ? unknownValue : ''
}

/** What a shell or a build reads in an action. */
const scriptOf = (action: Action): readonly string[] => {
  switch (action.kind) {
    case 'command':
    case 'interactive':
      return [written(action.line)]
    case 'file':
      return [written(action.content)]
    case 'by-hand':
      return []
  }
}

const scriptsOf = (step: Step): readonly string[] => actionsOf(step).flatMap(scriptOf)

/** A command whose line is a `text`, whose values would not be quoted as its author thinks. */
export const lineMistakes = (step: Step): readonly Mistake[] =>
  actionsOf(step)
    .flatMap((action) => ('line' in action && !isShellLine(action.line) ? [written(action.line)] : []))
    .map((line) => ({
      what: `its command “${line}” is made by “text”, which is for addresses and files.`,
      fix: 'Write sh`…`.',
      near: 'text`',
    }))

// At the beginning of a command. `docker run IMAGE sleep infinity` keeps a container running, and is no waiting.
const sleeping =
  /(?:^|[;&|(\n]|\b(?:do|then|else)\b|\b(?:ba)?sh -c ['"])\s*((?:sleep|Start-Sleep|timeout \/t)\s[^;&|)\n]*)/gi

const sleepMistakes = (step: Step): readonly RuleMistake[] =>
  actionsOf(step)
    .flatMap((action) => ('line' in action ? [...written(action.line).matchAll(sleeping)] : []))
    .map(([, sleep = '']) => ({
      rule: 'sleep',
      what: `its command waits with “${sleep.trim()}”: too long on a fast computer, too short on a slow one.`,
      fix: 'Give the check of what it waits for a “within”.',
      near: sleep.trim(),
    }))

const unpinnedMistakes = (step: Step, ownImages: ReadonlySet<string>): readonly RuleMistake[] =>
  [...new Set(scriptsOf(step).flatMap(imagesIn))]
    .filter((image) => !isPinned(image) && !/[\u0000$`]/.test(image) && !ownImages.has(withoutLatest(image)))
    .map((image) => ({
      rule: 'unpinned-image',
      what: `the image “${image}” has no fixed tag, so it will be another one tomorrow.`,
      fix: `Name a version: “${withoutLatest(image)}:VERSION”.`,
      near: image,
    }))

const withoutLatest = (image: string): string => image.replace(/:latest$/, '')

/** The images that these steps make themselves. */
export const imagesMadeBy = (steps: readonly Step[]): ReadonlySet<string> =>
  new Set(steps.flatMap(scriptsOf).flatMap(imagesMadeIn).map(withoutLatest))

/** What a command may not do unless the step says why. */
export const commandMistakes = (step: Step, ownImages: ReadonlySet<string>): readonly RuleMistake[] => [
  ...sleepMistakes(step),
  ...unpinnedMistakes(step, ownImages),
]
