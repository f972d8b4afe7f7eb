const hub = 'https://registry-1.docker.io/v2/'
const patienceMs = 2500

/** Whether Docker Hub can be reached from here. Any answer counts: without a login it is 401. */
export const hubAnswers = async (signal: AbortSignal): Promise<boolean> => {
  try {
    await fetch(hub, { method: 'HEAD', signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) })
    return true
  } catch {
    return false
  }
}
