/** What a host says of an address; `unknown` when nothing can be concluded from it. */
export type Answer =
  | { readonly kind: 'there' }
  | { readonly kind: 'missing'; readonly status: number }
  | { readonly kind: 'unknown'; readonly why: string }

const missing: ReadonlySet<number> = new Set([404, 410])

const answerOf = ({ ok, status }: Response): Answer => {
  if (ok) return { kind: 'there' }
  // Hosts that turn programs away answer with others, such as 403 and 429.
  return missing.has(status) ? { kind: 'missing', status } : { kind: 'unknown', why: `HTTP ${status}` }
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.name
}

/** Asks for an address as a reader's browser does, without reading what it gets. */
export const ask = async (url: string, withinMs: number): Promise<Answer> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) })
    await response.body?.cancel()
    return answerOf(response)
  } catch (error) {
    return { kind: 'unknown', why: codeOf(error) }
  }
}

/** Each address once, a few at a time. */
export const askAll = async (
  urls: readonly string[],
  { atOnce, withinMs }: { readonly atOnce: number; readonly withinMs: number },
): Promise<ReadonlyMap<string, Answer>> => {
  const answers = new Map<string, Answer>()
  const waiting = new Set(urls).values()
  const work = async (): Promise<void> => {
    for (const url of waiting) answers.set(url, await ask(url, withinMs))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return answers
}
