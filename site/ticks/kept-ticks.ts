/** Steps by their ids, each with the hash of what it does and what is checked. */
export type StepHashes = ReadonlyMap<string, string>

/** Where a page keeps its ticks: the browser’s `localStorage`, which a private window may refuse. */
export type TickStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const keyOf = (guide: string): string => `shipshape-ticked-${guide}`

const parsed = (text: string | null): readonly (readonly [string, unknown])[] => {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    return typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
  } catch {
    // Something else wrote it: nothing in it is a tick.
    return []
  }
}

/** The steps that the reader has ticked as they are now; a step that has changed since was never done. */
export const readTicks = (storage: TickStorage, guide: string, current: StepHashes): ReadonlySet<string> =>
  new Set(
    parsed(storage.getItem(keyOf(guide))).flatMap(([id, hash]) =>
      hash !== undefined && current.get(id) === hash ? [id] : [],
    ),
  )

/** Keeps the ticks of a guide, and nothing when there are none. */
export const keepTicks = (
  storage: TickStorage,
  guide: string,
  ticked: ReadonlySet<string>,
  current: StepHashes,
): void => {
  const kept = [...current].filter(([id]) => ticked.has(id))
  if (kept.length === 0) storage.removeItem(keyOf(guide))
  else storage.setItem(keyOf(guide), JSON.stringify(Object.fromEntries(kept)))
}
