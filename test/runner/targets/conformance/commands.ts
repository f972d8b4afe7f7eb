import { createHash, randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ExecOptions } from '../../../../runner/contract/session.ts'
import { execOptions, run, sharedSession, testIf, type TargetUnderTest } from './under-test.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const commandTests = (under: TargetUnderTest): void => {
  describe('runs commands:', () => {
    const session = sharedSession(under)

    test.each([
      ['(exit 0)', 0],
      ['(exit 3)', 3],
      ['(exit 255)', 255],
      ['no-such-program', 127],
      ["sh -c 'kill -TERM $$'", 128 + 15],
      ["sh -c 'kill -KILL $$'", 128 + 9],
    ])('%s ends with %i', async (line, exitCode) => {
      expect(await run(session(), line)).toMatchObject({ exitCode, ended: 'by-itself' })
    })

    test('the two streams are kept apart, and shown as they come', async () => {
      const shown = { stdout: '', stderr: '' }
      const result = await run(session(), 'echo out; echo err >&2; echo more', {
        onOutput: (stream, text, offset) => {
          expect(offset).toBe(Buffer.byteLength(shown[stream]))
          shown[stream] += text
        },
      })
      expect(result).toMatchObject({ stdout: 'out\nmore\n', stderr: 'err\n' })
      expect(shown).toEqual({ stdout: 'out\nmore\n', stderr: 'err\n' })
    })

    test('10 MB of output pass a pipe unchanged; each piece that is shown is right; both ends are kept', async () => {
      const bytes = 10 << 20
      const line = '0123456789abcdef\n'
      const expected = line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes)
      const pieces: { readonly text: string; readonly offset: number }[] = []
      const flood = `yes 0123456789abcdef | head -c ${bytes}`
      const onOutput: ExecOptions['onOutput'] = (stream, text, offset) => {
        if (stream === 'stdout') pieces.push({ text, offset })
      }
      const { exitCode, stdout, stderr } = await run(session(), `${flood}; ${flood} | sha256sum >&2`, { onOutput })
      expect(stderr).toContain(sha256(expected))
      for (const { text, offset } of pieces)
        expect(sha256(text)).toBe(sha256(expected.slice(offset, offset + text.length)))
      const end = 512 << 10
      expect(exitCode).toBe(0)
      expect(sha256(stdout.slice(0, end) + stdout.slice(-end))).toBe(
        sha256(expected.slice(0, end) + expected.slice(-end)),
      )
    })

    test('directory, variables and functions last from step to step, as in a terminal', async () => {
      await run(session(), `mkdir -p sub; cd sub; export SEEN='a b'; plain=1; greet() { echo "hi $1"; }`)
      const { stdout } = await run(session(), 'basename "$PWD"; echo "$SEEN $plain"; greet you; cd ..')
      expect(stdout).toBe('sub\na b 1\nhi you\n')
    })

    test.each([
      ['names of any kind', 'EPOCH_X=7 COMP_X=c BASHRC_X=1', 'echo $EPOCH_X $COMP_X $BASHRC_X', '7 c 1\n'],
      ['arrays and IFS', 'list=(a "b c"); IFS=,', 'echo "${list[1]}"; unset IFS', 'b c\n'],
      ['exported functions', 'wave() { echo hi; }; export -f wave', 'bash -c wave', 'hi\n'],
      [
        'options and umask',
        'set -o pipefail; umask 077',
        'false | true; echo "$? $(umask)"; set +o pipefail',
        '1 0077\n',
      ],
      ['traps', "trap 'echo usr' USR1", 'kill -USR1 $$; trap - USR1', 'usr\n'],
      ['the last exit code', '(exit 3)', 'echo $?', '3\n'],
      ['jobs', 'sleep 300 & echo begun', 'kill $! && echo ended', 'ended\n'],
      ['a PATH of its own', 'OLD=$PATH; PATH=/nowhere', 'echo $PATH; PATH=$OLD', '/nowhere\n'],
    ])('%s last too', async (_, first, second, stdout) => {
      expect(await run(session(), first)).toMatchObject({ ended: 'by-itself' })
      expect(await run(session(), second)).toMatchObject({ exitCode: 0, stdout })
    })

    test.each([
      ['exit 3', 3],
      ['exec sh -c "exit 4"', 4],
      ['kill -9 $$; echo never', 137],
    ])('%s ends the shell with %i, and the next command has a new one', async (line, exitCode) => {
      await run(session(), 'kept=1')
      expect(await run(session(), line)).toMatchObject({ exitCode, ended: 'by-itself', endedShell: true })
      expect(await run(session(), 'echo "[$kept]"')).toMatchObject({ exitCode: 0, stdout: '[]\n' })
    })

    test('a command that asks for input is ended soon', async () => {
      const result = await run(session(), 'read -r -p "Sure? " answer')
      expect(result).toMatchObject({ exitCode: null, ended: 'asked' })
      expect(result.milliseconds).toBeLessThan(15_000)
    })

    test.each([
      ['cancelled', () => ({ signal: abortedAfter(500) })],
      ['deadline', () => ({ deadlineMs: 500 })],
    ] as const)('a command that is given up (%s) ends with all that it has started', async (ended, options) => {
      const seconds = randomInt(100_000, 1_000_000) // No other process has it on its command line.
      await run(session(), 'kept=1')
      const since = performance.now()
      const result = await run(session(), `sleep ${seconds} & sleep ${seconds}`, options())
      expect(result).toMatchObject({ ended, exitCode: null })
      expect(performance.now() - since).toBeLessThan(15_000)
      expect(await run(session(), `echo "$kept"; pgrep -x -f 'sleep ${seconds}'`)).toMatchObject({ stdout: '1\n' })
    })

    testIf(under.target.features.has('terminal'))('a program in a terminal is answered', async () => {
      const line = `read -r -p 'Who? ' who; echo "hello $who"`
      const action = { kind: 'interactive', line, says: [{ expect: 'Who? ', send: 'reader\n' }] } as const
      expect((await session().exec(action, execOptions())).stdout).toContain('hello reader')
    })

    testIf(under.target.features.has('guest-shell') && under.machine === 'ready')(
      'a command for the machine runs in it, with its exit code and both streams',
      async () => {
        const action = { kind: 'command', where: 'guest', line: `echo out; echo 'e"r r' >&2; exit 7` } as const
        expect(await session().exec(action, execOptions())).toMatchObject({
          ...{ exitCode: 7, stdout: 'out\n' },
          stderr: expect.stringContaining('e"r r') as string,
        })
      },
    )

    testIf(under.target.features.has('guest-shell') && under.machine === 'ready')(
      'a command that a signal kills in the machine ends with 128 and its number',
      async () => {
        const inMachine = async (line: string): Promise<number | null> =>
          (await session().exec({ kind: 'command', where: 'guest', line }, execOptions())).exitCode
        expect(await inMachine(`sh -c 'kill -TERM $$'`)).toBe(128 + 15)
        expect(await inMachine(`sh -c 'echo begun; kill -KILL $$' # killed`)).toBe(128 + 9)
        expect(await inMachine('kill -KILL $$')).toBe(128 + 9)
      },
    )
  })
}

const abortedAfter = (milliseconds: number): AbortSignal => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(), milliseconds)
  return abort.signal
}
