import { parentPort, workerData } from 'node:worker_threads'
import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import type { Mistake } from '../core/mistake.ts'
import { obstacles } from '../core/validate.ts'
import type { Guide } from '../../playbooks/index.ts'
import { checkMistakes } from './check-mistakes.ts'
import { noteEffects } from './effects.ts'

/** What is tried: modules, and which of them are guides of a catalogue. */
export interface Trial {
  /** The address of a module with `guides`; absent when none is a guide. */
  readonly index?: string
  readonly modules: readonly { readonly id: string; readonly url: string }[]
}

/** What a module exports: the id of each step, and `null` for everything else. */
export type Exports = Readonly<Record<string, string | null>>

export type TrialMessage = { readonly id: string } & (
  | { readonly kind: 'begins' }
  | { readonly kind: 'loads'; readonly exports: Exports; readonly steps: readonly string[] }
  | { readonly kind: 'throws'; readonly message: string; readonly stack: string }
  | { readonly kind: 'misshapen'; readonly mistakes: readonly Mistake[] }
  /** A top-level `await` that nothing will settle. */
  | { readonly kind: 'never-settles' }
)

const isStep = (thing: unknown): thing is Step =>
  typeof thing === 'object' && thing !== null && 'action' in thing && 'checks' in thing && 'id' in thing

const exportsOf = (module: object): Exports =>
  Object.fromEntries(Object.entries(module).map(([name, thing]) => [name, isStep(thing) ? thing.id : null]))

const wrongId = (id: string, playbook: Playbook | undefined): readonly Mistake[] => {
  if (playbook === undefined)
    return [{ what: `playbooks/${id}.ts has no export that playbooks/index.ts asks for.`, fix: 'Correct its name.' }]
  if (playbook.id === id) return []
  const what = `Its id is “${playbook.id}”, and playbooks/index.ts calls it “${id}”.`
  return [{ what, fix: 'Write the same id in both.', near: 'id:' }]
}

const misshapen = (id: string, playbook: Playbook | undefined): readonly Mistake[] => {
  const wrong = wrongId(id, playbook)
  if (wrong.length > 0 || playbook === undefined) return wrong
  const found = obstacles(playbook)
  return found.length > 0 ? found : checkMistakes(playbook)
}

const { index, modules } = workerData as Trial // `trial.ts` starts this worker

const guidesOf = async (address: string | undefined): Promise<readonly Guide[]> =>
  address === undefined ? [] : ((await import(address)) as { readonly guides: readonly Guide[] }).guides

const effects = noteEffects()

/** What a module throws after its import: a rejection that nobody waits for, an exception in a timer. */
const thrownLater: unknown[] = []
process.on('unhandledRejection', (reason) => thrownLater.push(reason))
process.on('uncaughtException', (error) => thrownLater.push(error))

/** How long such an error is waited for. Milliseconds. */
const laterMs = 5

const assertNothingElse = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, laterMs))
  const effect = effects.take()
  if (thrownLater.length > 0) throw thrownLater.splice(0)[0]
  if (effect !== undefined) throw effect
}

const tryModule = async ({ id, url }: Trial['modules'][number]): Promise<TrialMessage> => {
  try {
    const module = (await import(url)) as object // a module is an object of what it exports
    const guide = (await guidesOf(index)).find((each) => each.id === id)
    await assertNothingElse()
    if (guide === undefined) return { id, kind: 'loads', exports: exportsOf(module), steps: [] }
    const playbook = await guide.load()
    const mistakes = misshapen(id, playbook)
    if (mistakes.length > 0) return { id, kind: 'misshapen', mistakes }
    return { id, kind: 'loads', exports: exportsOf(module), steps: playbook.steps.map((step) => step.id) }
  } catch (error) {
    // Whatever a guide throws is what is wrong with it.
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { id, kind: 'throws', message, stack: stack ?? '' }
  }
}

const say = (message: TrialMessage): void => parentPort?.postMessage(message)

// The thread ends by itself while a module is awaited: nothing is left that could settle it.
let current: string | undefined
process.once('beforeExit', () => {
  if (current !== undefined) say({ id: current, kind: 'never-settles' })
})

const tryAll = async (): Promise<void> => {
  for (const module of modules) {
    current = module.id
    say({ id: module.id, kind: 'begins' })
    say(await tryModule(module))
  }
  current = undefined
}

// Not awaited: Node would print a warning of its own for a module that never settles.
void tryAll()
