import type { Language } from '../../../playbooks/model/index.ts'
import type { PartStatus } from '../../../runner/protocol/preparation.ts'
import { shareOf } from '../../../runner/protocol/share.ts'
import type { Phrases } from '../../words.ts'
import { preparationWords, type PreparationWords } from '../../words/preparation.ts'

export type Overall = 'pending' | 'failed' | 'done'

const isPending = ({ state }: PartStatus): boolean => state === 'waiting' || state === 'preparing'
export const isReady = ({ state }: PartStatus): boolean => state === 'ready' || state === 'not-needed'

export const overallOf = (parts: readonly PartStatus[]): Overall => {
  if (parts.some(isPending)) return 'pending'
  return parts.every(isReady) ? 'done' : 'failed'
}

/** Nothing is being made and nothing has failed: the runner is still looking for what was made earlier. */
export const isOnlyLooking = (parts: readonly PartStatus[]): boolean =>
  parts.every((part) => part.state === 'waiting' || isReady(part))

/** The text of the strip: what is happening, and how many parts are ready. */
export const headline = (parts: readonly PartStatus[], words: PreparationWords): string => {
  const count = words.ready(parts.filter(isReady).length, parts.length)
  return `${overallOf(parts) === 'failed' ? words.failed : words.preparing} · ${count}`
}

/** The text next to a part: its state, its progress and what is happening. */
export const detailOf = (part: PartStatus, language: Language, words: PreparationWords): string => {
  const share = part.state === 'preparing' ? shareOf(part)?.[language] : undefined
  const doing = isPending(part) ? part.text?.[language] : undefined
  // The text about what it waits for already says that it waits.
  if (part.state === 'waiting' && doing !== undefined) return doing
  return [words.states[part.state], share, doing].filter((piece) => piece !== undefined).join(' · ')
}

/** The text for a screen reader: the parts whose state has changed, without their progress. Empty at first. */
export const changesBetween = (
  before: readonly PartStatus[] | undefined,
  now: readonly PartStatus[],
  say: Phrases,
): string => {
  if (before === undefined) return ''
  const changed = now.filter(
    ({ id, state }) => state !== 'waiting' && before.find((each) => each.id === id)?.state !== state,
  )
  return changed
    .map(({ title, state }) => say.sentence(say.of(title[say.language]) + preparationWords[say.language].states[state]))
    .join(say.space)
}
