import { nearest } from '../../core/nearest.ts'
import type { Finding } from '../finding.ts'
import type { Exports } from '../trial.ts'
import { type Page, bodyOf, placeAt } from './page.ts'

/** The modules of `playbooks/` that pages import, by name: the id of each step that they export. */
export type Modules = ReadonlyMap<string, Exports>

/** A use of something that a page has imported from a playbook, such as `steps.up` in `<Step of={steps.up} />`. */
interface Use {
  readonly component: string
  readonly property: string
  /** As the module exports it. */
  readonly name: string
  readonly module: string
  readonly index: number
}

interface Imported {
  readonly module: string
  /** Absent for `import * as`: the page then names the export itself. */
  readonly name?: string
}

const imports = /^import (?:\* as (\w+)|\{([^}]*)\}) from '[^']*\/playbooks\/([^']*)\.ts'/gm

const importedBy = (body: string): ReadonlyMap<string, Imported> => {
  const found = new Map<string, Imported>()
  for (const [, all, some = '', module = ''] of body.matchAll(imports)) {
    if (all !== undefined) found.set(all, { module })
    for (const each of some.split(',').filter((part) => part.trim() !== '')) {
      const [name = '', alias = name] = each.trim().split(/\s+as\s+/)
      found.set(alias, { module, name })
    }
  }
  return found
}

const used = /<([A-Z]\w*)((?:\s+\w+=(?:\{[^}]*\}|"[^"]*"))*)/g
const property = /(\w+)=\{(\w+)(?:\.(\w+))?\}/g

const usesIn = (page: Page): readonly Use[] => {
  const body = bodyOf(page)
  const imported = importedBy(body)
  return [...body.matchAll(used)].flatMap(({ 0: whole, 1: component = '', 2: properties = '', index }) =>
    [...properties.matchAll(property)].flatMap(({ 1: name = '', 2: first = '', 3: second, index: at }) => {
      const from = imported.get(first)
      const exported = from?.name ?? second
      if (from === undefined || exported === undefined) return []
      const start = index + whole.length - properties.length + at + name.length + 2
      return [{ component, property: name, name: exported, module: from.module, index: start }]
    }),
  )
}

const unknownName = (page: Page, { name, module, index }: Use, exported: Exports): Finding => {
  const near = nearest(name, Object.keys(exported))
  const place = placeAt(page, index)
  const what = `the guide has no step “${name}” in playbooks/${module}.ts`
  if (near !== undefined) return { place, what: `${what}; did you mean “${near}”?` }
  return { place, what: `${what}.`, fix: 'Export it there, or correct the name.' }
}

/** What a page shows from a playbook and the playbook does not have: the page would not be built. */
export const misspeltSteps = (page: Page, modules: Modules): readonly Finding[] =>
  usesIn(page).flatMap((use) => {
    const exported = modules.get(use.module)
    if (exported === undefined || Object.hasOwn(exported, use.name)) return []
    return [unknownName(page, use, exported)]
  })

interface Shown {
  readonly step: string
  readonly index: number
}

const shownBy = (page: Page, id: string, exported: Exports): readonly Shown[] =>
  usesIn(page).flatMap(({ component, module, name, index }) => {
    const step = exported[name]
    return component === 'Step' && module === id && typeof step === 'string' ? [{ step, index }] : []
  })

const missing = (page: Page, steps: readonly string[], shown: readonly Shown[]): readonly Finding[] =>
  steps
    .filter((step) => !shown.some((each) => each.step === step))
    .map((step) => ({
      place: { file: page.file },
      what: `the page does not show the step “${step}”, so a reader cannot follow the guide.`,
      fix: 'Show each step once, in the order of the playbook.',
    }))

const repeated = (page: Page, shown: readonly Shown[]): readonly Finding[] =>
  shown
    .filter(({ step }, at) => shown.findIndex((each) => each.step === step) !== at)
    .map(({ step, index }) => ({
      place: placeAt(page, index),
      what: `the page shows the step “${step}” twice.`,
      fix: 'Remove one of the two.',
    }))

/** The first step that does not come where the playbook has it. */
const outOfOrder = (page: Page, steps: readonly string[], shown: readonly Shown[]): readonly Finding[] => {
  const once = shown.filter(({ step }, at) => shown.findIndex((each) => each.step === step) === at)
  const expected = steps.filter((step) => once.some((each) => each.step === step))
  const at = once.findIndex(({ step }, place) => step !== expected[place])
  const wrong = once[at]
  if (wrong === undefined) return []
  const what = `the page shows the step “${wrong.step}” where the playbook has “${expected[at]}”.`
  return [{ place: placeAt(page, wrong.index), what, fix: 'Use the order of the playbook.' }]
}

/** Steps of a guide that its page does not show, shows twice, or shows in another order. */
export const stepsOutOfPlace = (
  page: Page,
  { id, steps, exported }: { readonly id: string; readonly steps: readonly string[]; readonly exported: Exports },
): readonly Finding[] => {
  const shown = shownBy(page, id, exported)
  const runs = usesIn(page).filter(({ component, module }) => component === 'RunAll' && module === id)
  const noPanel: Finding = {
    place: { file: page.file },
    what: 'the page has no panel to run the guide.',
    fix: 'Put <RunAll playbook={steps.NAME} /> above the first step.',
  }
  return [
    ...(runs.length === 0 ? [noPanel] : []),
    ...missing(page, steps, shown),
    ...repeated(page, shown),
    ...outOfOrder(page, steps, shown),
  ]
}
