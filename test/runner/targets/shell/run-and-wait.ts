/** Runs a line in a shell whose session is in a folder; both are arguments. */
import { openShell } from '../../../../runner/targets/shell/shell.ts'

const [, , folder = '', line = ''] = process.argv
const shell = openShell({ folder, prefix: [], env: { PATH: process.env['PATH'] ?? '', HOME: folder }, cwd: folder })
const { signal } = new AbortController()
await shell.exec(line, { id: 'one', deadlineMs: 60_000, signal, onOutput: () => undefined })
