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

/** Nothing is made and nothing has failed: what was made earlier is still being looked for. */
export const isOnlyLooking = (parts: readonly PartStatus[]): boolean =>
  parts.every((part) => part.state === 'waiting' || isReady(part))

/** What stands in the strip: what goes on, and how many parts are ready. */
export const headline = (parts: readonly PartStatus[], words: PreparationWords): string => {
  const count = words.ready(parts.filter(isReady).length, parts.length)
  return `${overallOf(parts) === 'failed' ? words.failed : words.preparing} · ${count}`
}

/** What stands beside a part: its state, how far it is and what goes on. */
export const detailOf = (part: PartStatus, language: Language, words: PreparationWords): string => {
  const share = part.state === 'preparing' ? shareOf(part)?.[language] : undefined
  const doing = isPending(part) ? part.text?.[language] : undefined
  // What it waits for says that it waits.
  if (part.state === 'waiting' && doing !== undefined) return doing
  return [words.states[part.state], share, doing].filter((piece) => piece !== undefined).join(' · ')
}

/** What a screen reader hears: the parts whose state has changed, and nothing of their progress. Nothing at first. */
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
