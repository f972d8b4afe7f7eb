import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const files = {
  bench: 'bench/main.ts',
  budgets: 'site/quality/main.ts',
  mutation: 'mutation/main.ts',
  pictures: 'pictures/main.ts',
} as const
type Name = keyof typeof files
const names = Object.keys(files) as readonly Name[] // of the table above

const outcomeOf = (name: Name, args: readonly string[]): readonly unknown[] => {
  const file = join(import.meta.dirname, files[name])
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' })
  return [status, stdout, stderr]
}

const startingWith = (text: string): string => expect.stringMatching(new RegExp(`^${text}`)) as string

test.each(names)('“npm run %s -- --help” says how it is used', (name) => {
  expect(outcomeOf(name, ['--help'])).toEqual([0, startingWith(`Usage: npm run ${name} `), ''])
})

test.each(names)('“npm run %s” refuses an unknown option in two lines', (name) => {
  const refused = startingWith(`Unknown option '--fast'[^\\n]*\\nnpm run ${name} -- --help\\n$`)
  expect(outcomeOf(name, ['--fast'])).toEqual([64, '', refused])
})

test.each([
  ['bench', ['--rounds', 'many']],
  ['budgets', ['--runs', '0']],
  ['mutation', ['volumes', '--most', '2.5']],
] as const)('“npm run %s” refuses a number that is none', (name, args) => {
  const refused = `${args.at(-2)} is a whole number above 0, not “${args.at(-1)}”.\nnpm run ${name} -- --help\n`
  expect(outcomeOf(name, args)).toEqual([64, '', refused])
})
