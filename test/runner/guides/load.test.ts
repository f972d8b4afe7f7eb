import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listGuides, loadGuides } from '../../../runner/guides/load.ts'
import { checkoutOf, tinyGuide } from '../../fixtures/checkout.ts'
import { launch } from '../../fixtures/process.ts'
import { whyNot } from './why-not.ts'

const loadCheckout = join(import.meta.dirname, '../../fixtures/load-checkout.ts')

describe('a guide that does not load costs only itself, and is named with its line:', () => {
  test.for<readonly [string, (source: string) => string, readonly string[]]>([
    [
      'a syntax error',
      (source) => source.replace("title: { en: 'Make", "title: { en: = 'Make"),
      ['playbooks/broken.ts:4:16: Expression expected.'],
    ],
    [
      'an exception',
      (source) => `${source}\nthrow new Error('no luck\\nat all')\n`,
      ['playbooks/broken.ts:21:7: no luck.'],
    ],
    [
      'a rejection that nobody waits for',
      (source) => `${source}\nPromise.reject(new Error('no luck later'))\n`,
      ['playbooks/broken.ts:21:16: no luck later.'],
    ],
    [
      'an exception in a timer',
      (source) => `${source}\nsetTimeout(() => {\n  throw new Error('no luck later')\n}, 0)\n`,
      ['playbooks/broken.ts:22:9: no luck later.'],
    ],
    [
      'a mistake that the vocabulary finds',
      (source) =>
        source.replace('undo: run(sh`rmdir broken`),', 'undo: run(sh`rmdir broken`), undoes: [undefined as any],'),
      ["playbooks/broken.ts:3:21: Cannot read properties of undefined (reading 'id')."],
    ],
    [
      'a name that is not exported',
      (source) => source.replace('{ exits, run', '{ exit, run'),
      ["playbooks/broken.ts:1:10: The requested module './model/index.ts' does not provide an export named 'exit'."],
    ],
    [
      'a file that is not there',
      (source) => `import './nowhere.ts'\n${source}`,
      [
        expect.stringMatching(
          /^playbooks\/broken\.ts: Cannot find module '\S+nowhere\.ts' imported from \S+broken\.ts\.$/,
        ) as string,
      ],
    ],
    [
      'a step without an undo',
      (source) => source.replace(/ {2}undo: .*\n/, ''),
      ["playbooks/broken.ts:3: Step “make”: “undo” is missing. Write what undoes it, or 'nothing'."],
    ],
    [
      'a value that is undefined',
      (source) => source.replace('mkdir broken', 'mkdir ${({} as any).name}'),
      [
        'playbooks/broken.ts:5:18: Step “make”: its action has a value that is undefined, after “mkdir ”. ' +
          'Correct the name inside ${…}: it is misspelt, or used before it is made.',
      ],
    ],
    [
      'a check of an unknown kind',
      (source) => source.replace("kind: 'folder'", "kind: 'foldr'"),
      [
        'playbooks/broken.ts:6:31: Step “make”: it has a check of the unknown kind “foldr”. ' +
          'Did you mean “folder”?',
      ],
    ],
    ...[
      (source: string) => source.replace(", state: 'present'", ''),
      (source: string) => source.replace(', path: text`broken`', ''),
    ].map(
      (change) =>
        [
          'a check without one of its properties',
          change,
          [
            'playbooks/broken.ts:6:30: Step “make”: its check of kind “folder” is without a property, or has one of ' +
              'another type. Write it as runner/checks/folder/define.ts declares it; npx tsc names the property.',
          ],
        ] as const,
    ),
    [
      'another id than the list has',
      (source) => source.replace("id: 'broken'", "id: 'brokn'"),
      [
        'playbooks/broken.ts:11:3: Its id is “brokn”, and playbooks/index.ts calls it “broken”. ' +
          'Write the same id in both.',
      ],
    ],
    [
      'no playbook',
      () => 'export const other = 1\n',
      ['playbooks/broken.ts: playbooks/broken.ts has no export that playbooks/index.ts asks for. Correct its name.'],
    ],
    [
      'a top-level await that never ends',
      (source) => `${source}\nawait new Promise(() => undefined)\n`,
      ['playbooks/broken.ts:21: A top-level “await” never ends. A guide is data: wait for nothing.'],
    ],
    [
      'the end of the program',
      (source) => `${source}\nprocess.exit(0)\n`,
      [
        'playbooks/broken.ts: It ends the program with exit code 0 while it is imported. ' +
          'A guide is data: it runs nothing.',
      ],
    ],
  ])('%s', async ([, change, expected]) => {
    expect(await whyNot(tinyGuide('broken', change))).toEqual(expected)
  })

  // In a process of its own: only its main thread can ask another one where it is, and tests run in threads.
  test('a loop that does not end', async () => {
    const source = tinyGuide('broken', (text) => `${text}\nfor (;;) {\n  Math.random()\n}\n`)
    const { root, cache } = checkoutOf({ broken: source, good: tinyGuide('good') })
    const { code, stdout } = await launch(process.execPath, [loadCheckout, root, cache, '1000'], {}).ended
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      [
        ['good'],
        [
          expect.stringMatching(
            /^playbooks\/broken\.ts:2[12]:\d+: It is not imported within 1 s\. Look for a loop that does not end\.$/,
          ),
        ],
      ],
    ])
  })

  test('a wait for a timer', async () => {
    const source = tinyGuide('broken', (text) => `${text}\nawait new Promise((done) => setTimeout(done, 60_000))\n`)
    expect(await whyNot(source, 1000)).toEqual([
      'playbooks/broken.ts: It is not imported within 1 s. Look for a loop that does not end.',
    ])
  })
})

test('only the guides that are asked for are imported', async () => {
  const marked = (id: string): string =>
    tinyGuide(
      id,
      (source) =>
        `import { writeFileSync } from 'node:fs'\n${source}\nwriteFileSync(new URL('${id}-was-here', import.meta.url), '')`,
    )
  const checkout = checkoutOf({ one: marked('one'), two: marked('two') })
  expect(await loadGuides(checkout, ['two'])).toMatchObject({
    ids: ['one', 'two'],
    playbooks: [{ id: 'two' }],
    notLoaded: [],
  })
  expect(readdirSync(join(checkout.root, 'playbooks')).filter((name) => name.endsWith('-was-here'))).toEqual([
    'two-was-here',
  ])
})

test('what loads is remembered until a file changes, and what does not is tried again', async () => {
  const checkout = checkoutOf({ good: tinyGuide('good') })
  await loadGuides(checkout)
  const remembered = (): readonly string[] => readdirSync(join(checkout.cache, 'guides'))
  expect(remembered()).toHaveLength(1)
  // It would be found out in a thread, within a second; what is remembered is believed.
  const began = performance.now()
  expect((await loadGuides({ ...checkout, withinMs: 1 })).notLoaded).toEqual([])
  expect(performance.now() - began).toBeLessThan(1000)
  writeFileSync(
    join(checkout.root, 'playbooks/good.ts'),
    tinyGuide('good', (source) => `${source}\nthrow new Error('now')`),
  )
  expect((await loadGuides(checkout)).notLoaded).toHaveLength(1)
  expect((await loadGuides(checkout)).notLoaded).toHaveLength(1)
})

test('a cache that is damaged or cannot be written is not needed', async () => {
  const checkout = checkoutOf({ good: tinyGuide('good') })
  await loadGuides(checkout)
  for (const name of readdirSync(join(checkout.cache, 'guides')))
    writeFileSync(join(checkout.cache, 'guides', name), '{')
  expect((await loadGuides(checkout)).playbooks).toHaveLength(1)
  const file = join(checkout.root, 'file')
  writeFileSync(file, '')
  chmodSync(file, 0o400)
  expect((await loadGuides({ ...checkout, cache: file })).playbooks).toHaveLength(1)
  expect(existsSync(join(file, 'guides'))).toBe(false)
})

test('a list of guides that does not load is named itself', async () => {
  const checkout = checkoutOf(
    { good: tinyGuide('good') },
    { 'playbooks/index.ts': 'export const guides = [\n  {,\n]\n' },
  )
  await expect(listGuides(checkout)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(
      /^playbooks\/index\.ts does not load:\n- playbooks\/index\.ts:2:4: Unexpected token `,`\./,
    ) as string,
    hint: 'npx shipshape check',
  })
})
