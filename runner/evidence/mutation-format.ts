import { z } from 'zod'
import { digestText, idText, lineText, momentText } from './format.ts'

const count = z.int().nonnegative()
/** A command may have many lines. */
const commandText = z.string().min(1).max(20_000)

const mutantShape = z.strictObject({
  name: commandText,
  outcome: z.enum(['caught', 'survived']),
  /** What caught it: a check's assertion and what was seen, or how the command ended. */
  by: z.string().max(20_000).optional(),
  /** It was still running at this time and was terminated earlier than the step's deadline. */
  cutShortAfterMs: z.number().nonnegative().optional(),
  /** Why it is known to survive. */
  explained: commandText.optional(),
})

/** What was tried in place of one command, an action or an undo. */
const triedShape = z.strictObject({
  mutants: z.array(mutantShape).max(1000).readonly(),
  /** Wrong commands that mean the same, with the reason. */
  leftOut: z.array(z.strictObject({ name: commandText, because: commandText })).readonly(),
  /** How many wrong commands were generated and not tried. */
  notTried: count,
})

const stepShape = triedShape.extend({
  step: idText,
  /** Of what the step does, checks and undoes: a step in which that is changed has to be tried again. */
  hash: digestText,
  /** Why no mutant of it was run. */
  skipped: commandText.optional(),
  /** Wrong undos, judged by what is looked at after an undo. Absent: none were tried yet. */
  undo: triedShape.optional(),
})

const figuresShape = z.strictObject({
  caught: count,
  survived: count,
  /** caught / (caught + survived), 0 to 1. */
  share: z.number().min(0).max(1),
})

/** How good the checks of a guide are: the share of wrong commands that they distinguish from the right ones. */
export const mutationShape = z.strictObject({
  version: z.literal(1),
  guide: idText,
  contentHash: digestText,
  date: momentText,
  target: z.strictObject({
    id: idText,
    description: lineText,
    details: z.record(z.string(), lineText),
    rehearsal: z.strictObject({ en: lineText, 'zh-cn': lineText }).optional(),
  }),
  ...figuresShape.shape,
  /** The same of wrong undos. Absent: none were tried yet. */
  undos: figuresShape.optional(),
  seconds: z.number().nonnegative(),
  /** How often a fresh target was needed, because a wrong command left something that could not be undone. */
  freshTargets: count,
  steps: z.array(stepShape).readonly(),
  /** Steps of the guide that were not tried. */
  untried: z.array(idText).readonly(),
  /** Why it stopped early. */
  trouble: z.strictObject({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
})

export type KeptMutationReport = z.infer<typeof mutationShape>
