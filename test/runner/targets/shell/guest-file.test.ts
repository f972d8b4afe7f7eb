import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { quote } from '../../../../runner/quote.ts'
import { act } from '../../../../runner/targets/shell/actions.ts'
import { openShell } from '../../../../runner/targets/shell/shell.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

/** Linux refuses a longer argument: MAX_ARG_STRLEN, 32 pages. */
const longerThanAnArgument = 200_000

test.each(['guest', 'host'] as const)('a file of 200,000 bytes is written on the %s', async (where) => {
  const folder = temporaryFolder()
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder }
  const shell = openShell({ folder, prefix: [], env, cwd: folder, timeoutMs: 400 })
  // Like `boot2docker ssh`: a program that gets the command as an argument, and passes its input on.
  const inGuest = (command: string): string => `sh -c ${quote(command)}`
  const [path, content] = [join(folder, "it's here", 'a file'), 'x'.repeat(longerThanAnArgument)]
  const signal = new AbortController().signal
  const options = { id: 'write', deadlineMs: 10_000, signal, onOutput: () => undefined }
  expect(await act({ shell, inGuest, folder }, { kind: 'file', where, path, content }, options)).toMatchObject({
    exitCode: 0,
    stderr: '',
  })
  expect(readFileSync(path, 'utf8')).toBe(content)
})
