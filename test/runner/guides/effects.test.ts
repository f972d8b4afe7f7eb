import { expect, test } from 'vitest'
import { checkoutOf, tinyGuide } from '../../fixtures/checkout.ts'
import { loadGuides } from '../../../runner/guides/load.ts'
import { whyNot } from './why-not.ts'

const whyNotWith = (line: string): Promise<readonly string[]> =>
  whyNot(tinyGuide('broken', (source) => `${source}\n${line}\n`))

test.each([
  ["console.log('hello')", '21:9: It prints something'],
  ["console.error('hello')", '21:9: It prints something'],
  ["process.stdout.write('hello')", '21:16: It prints something'],
  ["try { process.kill(process.pid, 'SIGKILL') } catch {}", '21:15: It sends a signal'],
  ['setInterval(() => undefined, 1000)', ' It leaves something running (Timeout)'],
  ["process.getBuiltinModule('net').createServer().listen(0)", ' It leaves something running (TCPServerWrap)'],
  ['process.exitCode = 3', ' It sets the exit code of the program'],
])('a guide does nothing else while it is imported: %s', async (line, what) => {
  expect(await whyNotWith(line)).toEqual([
    `playbooks/broken.ts:${what} while it is imported. A guide is data: it runs nothing.`,
  ])
})

test.each([
  ['process.abort()', 'process.abort() is not supported in workers.'],
  ["process.chdir('/')", 'process.chdir() is not supported in workers.'],
])('%s is refused where it stands', async (line, what) => {
  expect(await whyNotWith(line)).toEqual([`playbooks/broken.ts:21:9: ${what}`])
})

test('what a guide did before it threw is not said of the next one', async () => {
  const line = "console.log('hello'); setInterval(() => console.log('again'), 1); throw new Error('no luck')"
  expect(await whyNotWith(line)).toEqual(['playbooks/broken.ts:21:73: no luck.'])
})

test('each guide is named that imports a file which prints', async () => {
  const imports = (id: string): string => tinyGuide(id, (source) => `import './prints.ts'\n${source}`)
  const checkout = checkoutOf(
    { one: imports('one'), two: imports('two'), good: tinyGuide('good') },
    { 'playbooks/prints.ts': "console.log('hello')\n" },
  )
  const { notLoaded } = await loadGuides(checkout)
  expect(notLoaded.map(({ id, findings }) => [id, findings[0]?.place])).toEqual([
    ['one', { file: 'playbooks/prints.ts', line: 1, column: 9 }],
    ['two', { file: 'playbooks/prints.ts', line: 1, column: 9 }],
  ])
})
