import type { Problem } from '../protocol/events.ts'
import type { Unavailable } from '../protocol/unavailable.ts'
import type { PlannedStep } from './plan.ts'
import { imagesIn } from './image-names.ts'
import { mentions, type StepThings, thingsOf, whole } from './step-things.ts'

/**
 * The steps that cannot run without what is missing, each with the reason: those that ask for it, and those that need
 * what such a step would have left, until another step makes that. The others are not touched by it.
 */
export const stepsWithout = (
  steps: readonly PlannedStep[],
  unavailable: readonly Unavailable[],
  over: Over = new Map(),
): ReadonlyMap<string, Problem> => {
  const past = new Past(unavailable, over)
  for (const step of unavailable.length === 0 && over.size === 0 ? [] : steps) past.add(thingsOf(step))
  return past.blocked
}

/** What the plan's own steps create, by name: that these are missing is no matter of the world outside. */
export const madeBy = (steps: readonly PlannedStep[]): ReadonlySet<string> =>
  new Set(steps.flatMap((step) => [...thingsOf(step).creates]))

/** Steps of which it is known already whether something blocked them. */
type Over = ReadonlyMap<string, Problem | undefined>

type Problems = Map<string, Problem>

const first = (missing: Problems, isMeant: (name: string) => boolean): Problem | undefined =>
  [...missing].find(([name]) => isMeant(name))?.[1]

/** What is known after the steps that were processed. */
class Past {
  readonly blocked: Problems = new Map()
  readonly #unavailable: readonly Unavailable[]
  readonly #over: Over
  /** What exists, and in which state. */
  readonly #there = new Map<string, string>()
  /** What a blocked step would have created or changed. */
  readonly #unmade: Problems = new Map()
  /** What exists and a blocked step would have used. */
  readonly #unused: Problems = new Map()
  /** The commands of blocked steps. */
  readonly #untyped: Problems = new Map()
  /** All steps that were processed, in order. */
  readonly #order: string[] = []
  /** Steps whose undoing step is blocked: their own undo runs at the end. */
  readonly #staying: Problems = new Map()
  /** The ports of containers. */
  readonly #ports = new Map<string, readonly string[]>()
  /** Files by their paths, for images that are built from them or named in them. */
  readonly #recipes = new Map<string, string>()

  constructor(unavailable: readonly Unavailable[], over: Over) {
    this.#unavailable = unavailable
    this.#over = over
  }

  add(own: StepThings): void {
    if (own.file !== undefined) this.#recipes.set(own.file.path, own.file.content)
    const step = this.#withImages(own)
    this.#order.push(step.id)
    const problem = this.#over.has(step.id) ? this.#over.get(step.id) : this.#problemOf(step)
    if (problem === undefined) this.#done(step)
    else this.#block(step, problem)
  }

  /** A step that pulls an image creates it itself: only another platform's image may have been missing. */
  #withImages(step: StepThings): Fetching {
    const words = this.#wordsOf(step)
    const images = this.#unavailable.flatMap((each) => (each.kind === 'image' ? fetchedBy(words, each.name) : []))
    return {
      ...step,
      words,
      creates: new Set([...step.creates, ...images]),
      makes: new Map([...images.map((image) => [image, 'present'] as const), ...step.makes]),
    }
  }

  /** The files that an image is built from, or that Compose reads, count as part of the command. */
  #wordsOf({ line }: StepThings): string {
    const isRead = (path: string): boolean =>
      (composes.test(line) && composeReads.test(path)) || (builds.test(line) && isBuiltFrom(line, path))
    const recipes = [...this.#recipes].filter(([path]) => isRead(path))
    return [line, ...recipes.map(([, content]) => content)].join('\n')
  }

  #problemOf(step: Fetching): Problem | undefined {
    const { words, line, names, creates, expects, savedFrom, undoes, isFailure } = step
    const uses = (name: string): boolean => !creates.has(name) && (mentions(line, name) || names.has(name))
    return (
      this.#unavailable.find((each) => asksFor(words, isFailure, each))?.problem ??
      first(this.blocked, (id) => savedFrom.has(id)) ??
      first(this.#unmade, (name) => uses(name) || (isEmulator(name) && runsForeign(step))) ??
      // It is expected to fail because what it names is in use.
      (isFailure ? first(this.#unused, (name) => mentions(line, name)) : undefined) ??
      // Undo runs last first: what existed when they were created must still exist.
      first(this.#staying, (id) => undoes.some((older) => this.#order.indexOf(older) < this.#order.indexOf(id))) ??
      first(this.#untyped, (typed) => expects.some((text) => typed.includes(text)))
    )
  }

  #done({ makes, publishes, removes }: Fetching): void {
    for (const name of removes.flatMap((each) => [each, ...(this.#ports.get(each) ?? [])])) {
      this.#there.delete(name)
      this.#unmade.delete(name)
      this.#unused.delete(name)
    }
    for (const [name, state] of makes) {
      this.#there.set(name, state)
      this.#unmade.delete(name)
    }
    for (const [container, ports] of publishes) this.#ports.set(container, ports)
  }

  #block({ id, line, makes, removes, undoes }: Fetching, problem: Problem): void {
    this.blocked.set(id, problem)
    for (const older of undoes) if (!this.blocked.has(older)) this.#staying.set(older, problem)
    if (line !== '') this.#untyped.set(line, problem)
    for (const name of this.#there.keys()) if (mentions(line, name)) this.#unused.set(name, problem)
    for (const [name, state] of makes) if (this.#there.get(name) !== state) this.#unmade.set(name, problem)
    for (const name of removes) this.#unmade.delete(name)
  }
}

interface Fetching extends StepThings {
  /** The command line and the files that it builds from. */
  readonly words: string
}

/** The file that `-f` names, or the one called Dockerfile in the folder that is built. */
const isBuiltFrom = (line: string, path: string): boolean =>
  mentions(line, path) ||
  (path.endsWith('/Dockerfile') && !/ (?:-f|--file)\b/.test(line) && mentions(line, path.replace(/\/Dockerfile$/, '')))

const builds = /\bdocker (?:buildx |image )?build\b/
const runs = /\bdocker (?:container )?(?:run|create)\b/
const pulls = /\bdocker (?:image )?pull\b/
const composes = /\bdocker compose (?:up|build|pull|create|run)\b/
/** Compose finds its own files, and the Dockerfiles of the services that they name. */
const composeReads = /(?:^|\/)(?:compose(?:\.override)?\.ya?ml|Dockerfile)$/
const fetches = (words: string): boolean => [builds, runs, pulls, composes].some((pattern) => pattern.test(words))

const asksFor = (words: string, isFailure: boolean, unavailable: Unavailable): boolean => {
  // A guide may show how something fails that does not exist; so it fails here too.
  if (unavailable.kind === 'named') return !isFailure && mentions(words, unavailable.name)
  if (unavailable.kind === 'packages') return /\bapt-get\b[^\n]*\binstall\b/.test(words)
  if (fetchedBy(words, unavailable.name).length === 0) return false
  return unavailable.platform === undefined || askedPlatforms(words).includes(unavailable.platform)
}

/** The platform that an engine takes by default: the lab's. */
const labPlatform = 'linux/amd64'
/** A build takes several, with commas. */
const askedPlatforms = (words: string): readonly string[] =>
  (/--platform[ =](\S+)/.exec(words)?.[1] ?? labPlatform).split(',')

/** Images of this repository: with a tag or a digest anywhere, without one where the command takes an image. */
const fetchedBy = (words: string, image: string): readonly string[] => {
  if (!fetches(words)) return []
  const repository = image.replace(/:[^:/]*$/, '')
  const name = new RegExp(`(?<![\\w./:@-])(?:docker\\.io/(?:library/)?)?${whole(repository)}[:@][\\w.:-]*`, 'g')
  const bare = imagesIn(words).filter((each) => each === repository)
  return [...[...words.matchAll(name)].map(([found]) => found), ...bare]
}

/** The kernel's list of processors that it can emulate; without entries it runs only its own architecture. */
const isEmulator = (name: string): boolean => name.startsWith('/proc/sys/fs/binfmt_misc/')

const runsForeign = ({ line, isFailure }: StepThings): boolean =>
  !isFailure && (runs.test(line) || builds.test(line)) && askedPlatforms(line).some((asked) => asked !== labPlatform)
