import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quote } from '../../../../runner/quote.ts'
import { openShell } from '../../../../runner/targets/shell/shell.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { execOptions } from './living-shell.ts'
import { type Seen, type TypedBash, openTypedBash } from './typed-bash.ts'

const names = ['one', 'two', 'EPOCH_x', 'COMP_y', 'shipshape_z']
const name = fc.constantFrom(...names)
const number = fc.integer({ min: 0, max: 255 })
const word = fc.constantFrom('a', 'a b', '"q"', "it's", '$HOME', '文件', '-n', '*', '')
const quoted = word.map(quote)

/** Parts of lines. What ends a shell is rarer than what it keeps. */
const part = fc.oneof(
  fc.tuple(name, quoted).map(([variable, value]) => `${variable}=${value}`),
  fc.tuple(name, quoted).map(([variable, value]) => `export ${variable}=${value}`),
  name.map((variable) => `unset ${variable}`),
  name.map((variable) => `echo "[$${variable}]" $${variable}`),
  name.map((variable) => `echo "\${${variable}:?is empty}"`),
  fc.tuple(name, number).map(([called, code]) => `${called}() { echo "in ${called} $*"; return ${code}; }`),
  fc.tuple(name, quoted).map(([called, value]) => `${called} ${value} x`),
  number.map((code) => `(exit ${code})`),
  number.map((code) => `(two=inner; cd /; umask 0; exit ${code})`),
  fc.constantFrom('USR1', 'USR2', 'TERM', 'ERR').map((signal) => `trap 'echo got ${signal}' ${signal}`),
  fc.constantFrom('USR1', 'USR2', 'TERM', 'ERR', 'EXIT').map((signal) => `trap - ${signal}`),
  fc.constantFrom('TERM', 'INT', 'USR1').map((signal) => `trap -p ${signal}; kill -${signal} $$; echo still here`),
  fc.constantFrom('INT', 'TERM', 'KILL', 'USR1').map((signal) => `sh -c 'kill -${signal} $$'`),
  fc
    .constantFrom('-u', '+u', '-x', '+x', '-o pipefail', '+o pipefail', '-f', '+f', '-C', '+C')
    .map((flag) => `set ${flag}`),
  fc.constantFrom('-s nullglob', '-u nullglob', '-s extglob', '-s failglob').map((option) => `shopt ${option}`),
  fc.constantFrom('umask 027; umask', 'IFS=,; x=1,2; echo $x', 'unset IFS', 'PATH=/nowhere', 'PATH=$OLD', 'cat file'),
  fc.constantFrom(
    'mkdir -p d/e; cd d/e',
    'cd d && cd ..; basename "$PWD"',
    'cd',
    'rm -rf ~/d',
    'touch here',
    'pushd . >/dev/null; dirs',
  ),
  fc.constantFrom(
    'false',
    'false | true',
    'true | false | true; echo "${PIPESTATUS[@]}"',
    'nothing-here',
    'echo )',
    'return 3',
    'exec nothing-here',
  ),
  fc.constantFrom('echo hi >file', 'exec 3>three', 'echo x >&3', 'exec 3>&-', 'echo err >&2', 'printf "a\\0b"'),
  fc.constantFrom(
    'list=(a "b c")',
    'echo "${#list[@]}"',
    'declare -i count=3',
    'count+=4; echo $count',
    'readonly fixed=1',
    'fixed=2',
  ),
  fc.constantFrom(
    'sleep 100 & echo begun',
    'kill %% 2>/dev/null',
    'jobs -r | grep -c sleep',
    'alias one="echo aliased"',
    'unalias -a',
  ),
  fc.constantFrom(
    "trap 'echo bye' EXIT",
    'exit 3',
    'exec sh -c "echo replaced; exit 4"',
    'exec </dev/null',
    'command() { echo mine; }',
    'kill -9 $$; echo never',
    'set -e',
  ),
)
const line = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('; '))
const session = fc.array(line, { minLength: 2, maxLength: 6 })

/** Asked last: all that a shell keeps, as bash itself prints it. */
const everything = [
  `for name in ${names.join(' ')} IFS list count fixed; do declare -p $name 2>&1; declare -f $name; done`,
  'trap -p; shopt; set -o; umask; alias; dirs; pwd; echo $-; jobs -r | wc -l',
]

/** `set -x` shows the commands of a pipe as they begin, at the same time. */
const pipedTraces = /(?:^\++ (?:false|true|jobs -r|wc -l|grep -c sleep)\n)+/gm
const sorted = (lines: string): string =>
  lines
    .split(/(?<=\n)/)
    .sort()
    .join('')

/** Process numbers differ, and a job's messages come when bash looks at its children. */
const timeless = ({ stderr, ...seen }: Seen): Seen => ({
  ...seen,
  stderr: stderr
    .replace(pipedTraces, sorted)
    .replace(/^\[\d+\] \d+$/gm, '[JOB]')
    .replace(/^(\++ kill -\w+) \d+$/gm, '$1 SHELL')
    .replace(/^\[\d+\][+-]? .*\n/gm, ''),
})

/** What a new terminal says to the lines: another bash is opened whenever one has ended. */
const typedInto = async (folder: string, lines: readonly string[], env: Env): Promise<readonly Seen[]> => {
  const seen: Seen[] = []
  let bash: TypedBash | undefined
  for (const [index, text] of lines.entries()) {
    bash ??= openTypedBash(folder, `terminal-${index}`, env)
    const said = timeless(await bash.type(text))
    seen.push(said)
    if (said.isOver) bash.close()
    if (said.isOver) bash = undefined
  }
  bash?.close()
  return seen
}

const runBy = async (folder: string, lines: readonly string[], env: Env): Promise<readonly Seen[]> => {
  const shell = openShell({ folder, prefix: [], env, cwd: env['HOME'] ?? '', timeoutMs: 400 })
  const seen: Seen[] = []
  for (const text of lines) {
    const { exitCode, stdout, stderr, endedShell = false } = await shell.exec(text, execOptions())
    seen.push(timeless({ exitCode: exitCode ?? -1, stdout, stderr, isOver: endedShell }))
  }
  await shell.close()
  return seen
}

type Env = Readonly<Record<string, string>>
const systemPath = '/usr/local/bin:/usr/bin:/bin'
const envIn = (folder: string): Env => {
  const home = join(folder, 'home')
  mkdirSync(home)
  return { PATH: systemPath, OLD: systemPath, HOME: home, LC_ALL: 'C.UTF-8', TERM: 'xterm' }
}

const runs = 10

test(
  `what a terminal says and keeps, the runner says and keeps: ${runs} random sessions`,
  { timeout: 60_000 },
  async () => {
    const seed = Number(process.env['SHIPSHAPE_SEED'] ?? Date.now() % 2 ** 31)
    console.info(`SHIPSHAPE_SEED=${seed}`)
    const property = fc.asyncProperty(session, async (lines) => {
      const all = [...lines, ...everything]
      const [mine, theirs] = [temporaryFolder(), temporaryFolder()]
      const [ours, terminals] = await Promise.all([
        runBy(mine, all, envIn(mine)),
        typedInto(theirs, all, envIn(theirs)),
      ])
      const placeless = (seen: readonly Seen[], folder: string): unknown =>
        JSON.parse(JSON.stringify(seen).replaceAll(folder, 'FOLDER'))
      expect(placeless(ours, mine)).toEqual(placeless(terminals, theirs))
    })
    await fc.assert(property, { seed, numRuns: runs, endOnFailure: false })
  },
)
