import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reasonToLeaveOut } from './left-out.ts'
import { type DecisionMutant, decisiveFiles, mutantsIn } from './mutants.ts'
import { isNoticed, failUnchanged } from './try.ts'

const help = `Usage: node test/mutation/decisions/main.ts [options]

Turns around each decision of the runner's judges, its observers and what core concludes from them, one at a time, and
runs the tests: at least one has to fail. No file is changed. Takes about an hour on two cores.

Options:
  --only TEXT    only files whose path contains the text; may be given more than once
  --list         print the mutants and try none
  --report FILE  write the result as JSON
  --help         show this

Exit code: 0 when 95 % are noticed, 1 when fewer are, 2 when the tests fail without a mutant.

Example:
  $ node test/mutation/decisions/main.ts --only checks/port --only look/reach`

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const leastShare = 0.95

const say = (text: string): void => void process.stderr.write(`${text}\n`)
const placeOf = ({ file, line, what }: DecisionMutant): string => `${file}:${line}: ${what}`

const main = async (): Promise<number> => {
  const files = decisiveFiles().filter(
    (file) => values.only.length === 0 || values.only.some((text) => file.includes(text)),
  )
  const all = files.flatMap((file) => mutantsIn(file))
  const mutants = all.filter((mutant) => reasonToLeaveOut(mutant) === undefined)
  if (values.list) {
    for (const mutant of all) console.log(placeOf(mutant), reasonToLeaveOut(mutant) ?? '')
    return 0
  }
  const { signal } = new AbortController()
  say(
    `${mutants.length} mutants in ${files.length} files; ${all.length - mutants.length} more are left out, with reasons.`,
  )
  const failing = await failUnchanged(files, signal)
  if (failing !== undefined) {
    say(`Tests fail without a mutant. Run: npx vitest run --config test/mutation/decisions/vitest.config.ts ${failing}`)
    return 2
  }
  const survivors: DecisionMutant[] = []
  for (const [index, mutant] of mutants.entries()) {
    const noticed = await isNoticed(mutant, signal)
    if (!noticed) survivors.push(mutant)
    say(`${index + 1}/${mutants.length} ${noticed ? 'noticed ' : 'SURVIVED'} ${placeOf(mutant)}`)
  }
  const noticed = mutants.length - survivors.length
  const share = mutants.length === 0 ? 1 : noticed / mutants.length
  console.log(`${noticed} of ${mutants.length} mutants are noticed: ${(share * 100).toFixed(1)} %.`)
  for (const mutant of survivors) console.log(`survived: ${placeOf(mutant)}`)
  if (values.report !== undefined)
    writeFileSync(values.report, `${JSON.stringify({ mutants: mutants.length, noticed, survivors }, undefined, 2)}\n`)
  return share >= leastShare ? 0 : 1
}

if (values.help) console.log(help)
else process.exitCode = await main()
