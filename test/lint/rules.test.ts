import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'
import { ownRules } from './rules.js'

const checkout = join(import.meta.dirname, '../..')

/** What the project's own rules say of a text, as if it stood in a file of that name; plain JavaScript will do. */
const refusals = async (code: string, path = 'runner/web/example.js'): Promise<readonly string[]> => {
  const eslint = new ESLint({
    cwd: checkout,
    overrideConfigFile: true,
    overrideConfig: [...ownRules, { files: ['**/*.ts'] }],
  })
  const [result] = await eslint.lintText(code, { filePath: join(checkout, path) })
  return (result?.messages ?? []).map(({ message }) => message)
}

const pathname =
  'A URL’s pathname is percent-encoded and names another file: use import.meta.dirname, or fileURLToPath.'
const quote = 'There is one quote for a POSIX shell: runner/quote.ts.'
const proc = 'Only runner/host reads /proc: there is another way on macOS.'
const silent = 'Say in a comment why every error means this answer.'

test.for([
  ["new URL('x.ts', import.meta.url).pathname", pathname],
  ["const at = (name) => new URL(name, import.meta.url).pathname.replace(/\\/$/, '')", pathname],
  ["text.replaceAll(\"'\", `'\\\\''`)", quote],
  ["text.replace(/'/g, \"'\\\\''\")", quote],
  ["readdirSync('/proc')", proc],
  ['readFileSync(`/proc/${pid}/stat`)', proc],
  ["const script = 'cat /proc/mounts'", proc],
  ['const read = () => { try { return look() } catch { return undefined } }', silent],
  ['const show = (Record) => Record', '“Record” is a name of the language or the platform.'],
  ['const performance = 3', '“performance” is a name of the language or the platform.'],
  ["import { Request } from './api.ts'", '“Request” is a name of the language or the platform.'],
  [`say('${'word '.repeat(30)}')`, 'This line has a length of 157. Maximum allowed is 120.'],
  ['console.log(name)', "Unexpected use of 'name'."],
  ['console.log(event.type)', "Unexpected use of 'event'."],
] as const)('%s is refused', async ([code, message]) => {
  expect(await refusals(code)).toEqual([message])
})

test.for([
  ["fileURLToPath(new URL('x.ts', import.meta.url))", undefined],
  ['new URL(request.url, base).pathname', undefined],
  ["text.replaceAll(\"'\", `'\\\\''`)", 'runner/quote.ts'],
  ["readdirSync('/proc')", 'runner/host/example.js'],
  ["const script = 'cat /proc/mounts'", 'runner/machines/qemu/guest.ts'],
  ["const text = 'the process/procedure'", undefined],
  ['const read = () => { try { return look() } catch { return undefined /* it has ended */ } }', undefined],
  ['const read = () => { try { return look() } catch (error) { return say(error) } }', undefined],
  ['const read = () => { try { look() } catch { again() } }', undefined],
  ['say(`' + 'word '.repeat(30) + '`)', undefined],
  ["import { fetch, Response } from 'undici'", undefined],
  ['const show = ({ name, event }) => [name, event, performance.now()]', undefined],
] as const)('%s is not', async ([code, path]) => {
  expect(await refusals(code, path)).toEqual([])
})
