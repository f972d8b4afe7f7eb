/** The root of Docker Hub's registry API. */
export const hubUrl = 'https://registry-1.docker.io/v2/'
const timeoutMs = 2500
/** Cached, because a run asks twice: in the preflight, and when it opens the lab. */
const rememberedMs = 30_000

let known: { readonly answers: boolean; readonly until: number } | undefined

/** Whether Docker Hub can be reached from here, as of the last 30 s. Any answer counts: without a login it is 401. */
export const hubAnswers = async (signal: AbortSignal): Promise<boolean> => {
  if (known !== undefined && performance.now() < known.until) return known.answers
  const answers = await ask(signal)
  if (!signal.aborted) known = { answers, until: performance.now() + rememberedMs }
  return answers
}

const ask = async (signal: AbortSignal): Promise<boolean> => {
  try {
    await fetch(hubUrl, { method: 'HEAD', signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) })
    return true
  } catch {
    // Refused, unknown or silent: it does not answer.
    return false
  }
}
