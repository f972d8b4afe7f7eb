import type { Command } from 'commander'
import { type Catalogue, realCatalogue } from './catalogue.ts'

interface Flags {
  readonly json?: boolean
}

const examples = `
Examples:
  $ npx shipshape diagnose
  $ npx shipshape diagnose "curl: (7) Failed to connect to localhost port 8800: Connection refused"
  $ npx shipshape diagnose cannot-connect

It only looks: nothing is changed, pulled or started.
Exit code: 0 when nothing is wrong, 1 when a cause was found, 64 when nobody knows the symptom.`

const clean = (env: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

const diagnose = async (words: string | undefined, flags: Flags, catalogue: Catalogue): Promise<void> => {
  const [{ symptoms }, { readerOf }, core, { findingText, findingData }] = await Promise.all([
    import('../../playbooks/troubleshooting.ts'),
    import('../diagnose/reader.ts'),
    import('../diagnose/diagnose.ts'),
    import('../diagnose/show.ts'),
  ])
  const complaint = words === undefined ? undefined : core.recognise(words, symptoms)
  if (words !== undefined && complaint === undefined) throw await unknownSymptom(words, symptoms.map(({ id }) => id))
  const reader = readerOf(clean(process.env))
  const unclear = await core.needClient(reader)
  if (unclear !== undefined) {
    process.stdout.write(flags.json === true ? `${JSON.stringify([{ cause: 'client', because: unclear.message, heal: unclear.hint }], undefined, 2)}\n` : `✗ ${unclear.message}\n  Run this: ${unclear.hint}\n`)
    process.exitCode = 1
    return
  }
  const findings = complaint === undefined ? await core.examineAll(symptoms, reader) : await core.examineComplaint(complaint, symptoms, reader)
  const guides = await catalogue.playbooks()
  const guideOf = (step: string): string | undefined => guides.find(({ steps }) => steps.some(({ id }) => id === step))?.id
  const said = findings.length === 0 ? `✓ Nothing is wrong: ${symptoms.length} symptoms were looked for.` : findings.map((finding) => findingText(finding, guideOf)).join('\n\n')
  process.stdout.write(`${flags.json === true ? JSON.stringify(findings.map(findingData), undefined, 2) : said}\n`)
  process.exitCode = findings.some(({ cause }) => cause !== undefined) ? 1 : 0
}

const unknownSymptom = async (words: string, known: readonly string[]): Promise<Error> => {
  const [{ RunnerError }, { nearest }] = await Promise.all([import('../errors.ts'), import('../core/nearest.ts')])
  const near = words.length > 40 ? undefined : nearest(words, known)
  return new RunnerError('usage', `Nobody here knows the symptom “${words.slice(0, 80)}”.`, {
    hint: near === undefined ? `There are: ${known.join(', ')}. Or leave it out: npx shipshape diagnose` : `Did you mean “${near}”?`,
  })
}

/** `shipshape diagnose`: names the cause of what the reader sees, by looking at the reader's own computer. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('diagnose [symptom]')
    .description('name the cause of an error on this computer, and the one command that mends it')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', examples)
    .action((words: string | undefined, flags: Flags) => diagnose(words, flags, catalogue))
}
