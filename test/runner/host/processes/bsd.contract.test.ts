import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Ask, bsdProcesses, environmentFlags } from '../../../../runner/host/processes/bsd.ts'
import { type Known, keepsTheContract } from './contract.ts'
import { realProcesses } from './real.ts'

/**
 * What `ps` and `lsof` of macOS print, written after their manual pages, ps(1) and lsof(8) of macOS 15, not recorded on
 * a Mac: `-o NAME=` prints no header, numbers are right-aligned, `lstart` is in the C locale, STAT has `+` and `s`
 * after its letter, a zombie's command is in parentheses, `comm` is the whole path, `-E` puts the environment after the
 * arguments.
 */
const recordings: readonly (readonly [RegExp, string])[] = [
  [
    /^ps -A -ww -o pid=,ppid=/,
    `    1     0     1     0 Ss   Wed Nov 25 08:12:44 2026     /sbin/launchd
  612     1   612   501 S    Wed Nov 25 08:13:02 2026     /Applications/Google Chrome.app/Contents/MacOS/Google Chrome
 4711  4650  4711   501 Ss+  Wed Nov 25 19:32:05 2026     /opt/homebrew/bin/node server.js 7f1c
 4712  4711  4711   501 Z+   Wed Nov 25 19:32:05 2026     (sleep)
 4713  4650  4713   501 T    Wed Nov 25 19:32:07 2026     /usr/bin/vi notes
`,
  ],
  [
    /^ps -ww -o pid=,ppid=.* -p 4711$/,
    ' 4711  4650  4711   501 Ss+  Wed Nov 25 19:32:05 2026     /opt/homebrew/bin/node server.js 7f1c\n',
  ],
  [/^ps -ww -o .* -p 4713$/, ' 4713  4650  4713   501 T    Wed Nov 25 19:32:07 2026     /usr/bin/vi notes\n'],
  [/^ps -ww -o .* -p 4712$/, ' 4712  4711  4711   501 Z+   Wed Nov 25 19:32:05 2026     (sleep)\n'],
  [/^ps -o comm= -p 4711$/, '/opt/homebrew/bin/node\n'],
  [/^ps -o comm= -p 88$/, '-zsh\n'],
  [
    /^ps -A -E -ww -o pid=,stat=,command=$/,
    `    1 Ss   /sbin/launchd
 4711 Ss+  /opt/homebrew/bin/node server.js 7f1c PATH=/usr/bin:/bin HOME=/Users/reader SHIPSHAPE_STEP=/tmp/a1 LANG=C
 4712 Z+   (sleep)
`,
  ],
  [/^lsof -nP -a -iTCP:8800 -sTCP:LISTEN -Fp$/, 'p4711\nf21\n'],
]

/** A command that is not recorded found nothing: `ps -p` and `lsof` print nothing then. */
const recorded: Ask = (program, args) => {
  const command = [program, ...args].join(' ')
  return recordings.find(([pattern]) => pattern.test(command))?.[1] ?? ''
}

const startedMs = Date.parse('Wed Nov 25 19:32:05 2026')

const known: Known = {
  table: bsdProcesses(recorded),
  living: {
    ...{ pid: 4711, parent: 4650, user: 501, name: 'node', words: ['/opt/homebrew/bin/node', 'server.js', '7f1c'] },
    ...{ sinceMs: startedMs, untilMs: startedMs, entry: 'SHIPSHAPE_STEP=/tmp/a1', port: 8800 },
  },
  stopped: 4713,
  zombie: 4712,
  nobody: 99_999,
  silentPort: 8801,
}

describe('the process table of macOS’s ps and lsof, as their manuals describe them', () => {
  keepsTheContract(() => known)

  test('a login shell has its name without the dash', () => {
    expect(known.table.nameOf(88)).toBe('zsh')
  })

  test('a program with a blank in its path is listed like the others', () => {
    expect(
      known.table
        .list()
        .find(({ pid }) => pid === 612)
        ?.words.join(' '),
    ).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  })
})

const hasPrograms = spawnSync('ps', ['--version']).status === 0 && spawnSync('lsof', ['-v']).status === 0

/** procps takes the same options in the same form, but for the environment. */
describe.skipIf(!hasPrograms)('the same table, as this computer’s own ps and lsof print it', () => {
  // Linux’s `comm` is what a program calls itself: Node says “MainThread”.
  const nameOf = (pid: number): string => readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  keepsTheContract(() => realProcesses(bsdProcesses(undefined, environmentFlags.procps), nameOf))
})
