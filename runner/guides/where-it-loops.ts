import { Session } from 'node:inspector'
import type { Worker } from 'node:worker_threads'

/** A place in a script, as V8 counts: from 0. */
export interface ScriptPlace {
  readonly url: string
  readonly lineNumber: number
  readonly columnNumber: number
}

/** How long a thread may take to say where it is: one that waits for a timer never does. */
const withinMs = 3000

interface Paused {
  readonly callFrames: readonly { readonly location: { readonly scriptId: string } & Omit<ScriptPlace, 'url'> }[]
}

/** The debugger's messages that matter here. */
type Spoken =
  | { readonly method: 'Debugger.scriptParsed'; readonly params: { readonly scriptId: string; readonly url: string } }
  | { readonly method: 'Debugger.paused'; readonly params: Paused }
  | { readonly method: 'Debugger.resumed' }
  | { readonly method: 'other' }

/**
 * Pauses a thread that is busy for a moment, as a debugger does, and returns the lines that it is executing, the
 * innermost first; none when it is not executing anything.
 */
export const whereItLoops = async ({ threadId }: Worker): Promise<readonly ScriptPlace[]> => {
  const session = new Session()
  session.connect()
  const { promise, resolve } = Promise.withResolvers<readonly ScriptPlace[]>()
  const timer = setTimeout(() => resolve([]), withinMs)
  const scripts = new Map<string, string>()
  let at: readonly ScriptPlace[] = []
  const order = (sessionId: string, ...methods: readonly string[]): void => {
    for (const [id, method] of methods.entries())
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method }) })
  }
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
    // Its `workerId` is a number of its own; the title has the thread's.
    if (workerInfo.title.startsWith(`[worker ${threadId}]`)) order(sessionId, 'Debugger.enable', 'Debugger.pause')
  })
  session.on('NodeWorker.receivedMessageFromWorker', ({ params: { sessionId, message } }) => {
    const spoken = JSON.parse(message) as Spoken // the inspector's protocol
    if (spoken.method === 'Debugger.scriptParsed') scripts.set(spoken.params.scriptId, spoken.params.url)
    if (spoken.method === 'Debugger.resumed') resolve(at)
    if (spoken.method !== 'Debugger.paused') return
    at = placesOf(spoken.params, scripts)
    // A thread that is paused cannot be terminated.
    order(sessionId, 'Debugger.resume')
  })
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    session.disconnect()
  }
}

const placesOf = ({ callFrames }: Paused, scripts: ReadonlyMap<string, string>): readonly ScriptPlace[] =>
  callFrames.map(({ location: { scriptId, lineNumber, columnNumber } }) => ({
    url: scripts.get(scriptId) ?? '',
    lineNumber,
    columnNumber,
  }))
