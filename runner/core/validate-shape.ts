import { z } from 'zod'
import type { Need } from '../../playbooks/model/need.ts'
import { type Playbook, type Step, targetIds } from '../../playbooks/model/playbook.ts'
import { type Text, languages } from '../../playbooks/model/text.ts'
import type { Mistake } from './mistake.ts'
import { variants } from './variants.ts'

// The compiler promises all of this. Node runs a guide without asking the compiler, and an import that goes in a circle
// is undefined at run time.

const words = z.looseObject(Object.fromEntries(languages.map((language) => [language, z.string()])))
const text = z.looseObject({ pieces: z.array(z.string()), values: z.array(z.unknown()) })
const where = z.enum(['host', 'guest'])
const exchange = z.looseObject({ expect: z.string(), send: z.union([z.string(), text]) })

const action = z.discriminatedUnion(
  'kind',
  [
    z.looseObject({ kind: z.literal('command'), line: text, where }),
    z.looseObject({ kind: z.literal('interactive'), line: text, says: z.array(exchange).min(1) }),
    z.looseObject({ kind: z.literal('file'), path: text, content: text, where }),
    z.looseObject({ kind: z.literal('by-hand'), instruction: words }),
  ],
  { error: 'it is none of command, interactive, file, by-hand' },
)

/** One of the keys of a table, which each use has the compiler prove complete. */
const oneOf = (table: Readonly<Record<string, true>>): z.ZodType => {
  const names = Object.keys(table)
  return z.enum(names, { error: `it is none of ${names.join(', ')}` })
}

const need = z.looseObject({
  kind: oneOf({
    program: true,
    feature: true,
    computer: true,
    'free-disk': true,
    'free-memory': true,
    network: true,
  } satisfies { readonly [kind in Need['kind']]: true }),
  hint: words,
})
const targetId = z.enum(targetIds, { error: `it is none of ${targetIds.join(', ')}` })
const check = z.looseObject({ kind: z.string(), mayHoldBefore: z.string().optional() })

const input = z.looseObject({ title: words, pattern: z.string(), labDefault: z.string() })

const step = z.looseObject({
  id: z.string(),
  title: words,
  saves: z.record(z.string(), z.looseObject({ from: z.enum(['stdout', 'stderr']), pattern: z.string() })),
  needs: z.array(need),
  undoes: z.array(z.string()),
  idempotent: z.string().optional(),
  deadline: z.string(),
})

const nothing = z.object({ kind: z.literal('nothing'), because: z.string() })

const guide = z.looseObject({
  id: z.string(),
  title: words,
  targets: z.array(targetId),
  machine: z.enum(['none', 'ready']),
  duration: z.string(),
  needs: z.array(need),
  changes: words,
  inputs: z.record(z.string(), input).optional(),
  steps: z.array(z.unknown()),
})

const fixes: Readonly<Record<string, string>> = {
  undo: "Write what undoes it, or 'nothing'.",
  action: 'Write what the step does: run(sh`…`), for example.',
  checks: 'Write a list of checks.',
  title: `Write it in every language: ${languages.join(', ')}.`,
}

/** What is wrong at one place of a value, for example “undo” is missing. */
const problemsOf = (schema: z.ZodType, thing: unknown, subject: string): readonly Mistake[] => {
  const { error } = schema.safeParse(thing, { reportInput: true })
  return (error?.issues ?? []).map(({ path, input, message }) => {
    const place = [subject, ...path.map(String)].filter((part) => part !== '').join('.')
    const what = input === undefined ? `“${place}” is missing.` : `“${place}” is wrong: ${message}.`
    const fix = fixes[place.split('.')[0] ?? '']
    return { what, ...(fix === undefined ? {} : { fix }) }
  })
}

/** What stands in a text where a value should be, with the end of what is before it. */
const notValuesIn = ({ pieces, values }: Text): readonly { readonly before: string; readonly found: unknown }[] =>
  pieces
    .slice(0, -1)
    .flatMap((piece, at) => (isValue(values[at]) ? [] : [{ before: piece.slice(-20), found: values[at] }]))

const isValue = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'from' in value && 'name' in value)

const isText = (thing: object): thing is Text => text.safeParse(thing).success

const textsIn = (thing: unknown): readonly Text[] => {
  if (typeof thing !== 'object' || thing === null) return []
  return isText(thing) ? [thing] : Object.values(thing).flatMap(textsIn)
}

const valueMistakes = (thing: unknown, place: string): readonly Mistake[] =>
  textsIn(thing)
    .flatMap(notValuesIn)
    .map(({ before, found }) =>
      found === undefined
        ? {
            what: `${place} has a value that is undefined, after “${before}”.`,
            fix: 'Correct the name inside ${…}: it is misspelt, or used before it is made.',
            near: before,
          }
        : {
            what: `${place} has the value ${JSON.stringify(found)}, which is neither a text nor a saved value, after “${before}”.`,
            fix: 'Write it as a string.',
            near: before,
          },
    )

const undoMistakes = (undo: unknown): readonly Mistake[] =>
  undo === 'nothing' || nothing.safeParse(undo).success ? [] : problemsOf(action, undo, 'undo')

const partMistakes = (given: Step): readonly Mistake[] => [
  ...variants(given.action).flatMap((each) => problemsOf(action, each, 'action')),
  ...variants<unknown>(given.undo).flatMap(undoMistakes),
  ...variants<unknown>(given.checks).flatMap((each) => problemsOf(z.array(check), each, 'checks')),
  ...valueMistakes(given.action, 'its action'),
  ...valueMistakes(given.checks, 'a check'),
  ...valueMistakes(given.undo, 'its undo'),
]

const stepMistakes = (given: Step | undefined, at: number): readonly Mistake[] => {
  if (typeof given !== 'object') return [undefinedStep(at)]
  const problems = [...problemsOf(step, given, ''), ...partMistakes(given)]
  return problems.map((problem) => ({ step: given.id, ...problem }))
}

const undefinedStep = (at: number): Mistake => ({
  what: `Step ${at + 1} in “steps” is undefined.`,
  fix: 'Correct its name: it is misspelt, or its file imports this one in a circle.',
  near: 'steps:',
})

/** What is not as the types promise; nothing else can be looked for before it is right. */
export const shapeMistakes = (playbook: Playbook): readonly Mistake[] => {
  const problems = problemsOf(guide, playbook, '')
  if (problems.length > 0) return problems.map((each) => ({ ...each, what: `The guide: ${each.what}` }))
  return playbook.steps.flatMap(stepMistakes)
}
