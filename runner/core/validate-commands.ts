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

/** The lines that an action types, into the shell and into its programs. */
const typedBy = (action: Action): readonly string[] => {
  switch (action.kind) {
    case 'command':
      return [written(action.line)]
    case 'interactive':
      return [written(action.line), ...action.says.map(({ send }) => (typeof send === 'string' ? send : written(send)))]
    case 'file':
    case 'by-hand':
      return []
  }
}

/** What a shell or a build reads in an action. */
const scriptOf = (action: Action): readonly string[] =>
  action.kind === 'file' ? [written(action.content)] : typedBy(action)

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

/** Where a command begins: also after words of the shell, and what is given to another shell. */
const beginning = String.raw`(?:^|[;&|({\n!\x60]|\b(?:do|then|else|elif|if|while|until)\b|\b\w*sh (?:-\S+ )*-\w*c ['"])`
/** Programs that run the command after them, here or in a container or VM. */
const before = [
  ...[
    String.raw`\w+=\S*`,
    'sudo(?: -[ugh] \\S+| -\\S+)*',
    'env',
    'time',
    'command',
    'builtin',
    'exec',
    'nohup',
    'boot2docker ssh',
  ],
  ...[String.raw`timeout [\d.]+\w?`, String.raw`docker (?:container )?exec (?:-\S+ )*\S+`],
].join('|')
const waiting = String.raw`(?:[\\"']|/\S*/)?(?:u?sleep|Start-Sleep|timeout /t)\b["']?\s[^;&|)\n]*`
// At the beginning of a command. `docker run IMAGE sleep infinity` keeps a container running, and is no waiting.
const sleeping = new RegExp(String.raw`${beginning}\s*((?:(?:${before})\s+["']?)*${waiting})`, 'gi')

const sleepMistakes = (step: Step): readonly RuleMistake[] =>
  actionsOf(step)
    .flatMap((action) => typedBy(action).flatMap((line) => [...line.matchAll(sleeping)]))
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
