import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** What a reader would type: lines of shell blocks, and inline code that begins like a command. */
const shownCommands = (text: string): readonly string[] => {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? '').split('\n'))
  const inline = [...text.matchAll(/`((?:npm|npx|git|node) [^`]+)`/g)].map((match) => match[1] ?? '')
  return [...new Set([...blocks, ...inline].filter((line) => line !== ''))]
}

/**
 * Cheap ones are run below, with the exit codes that are right on any computer; the others by the test that is named.
 */
const runHere: Readonly<Record<string, readonly number[]>> = {
  'npx shipshape doctor': [0, 3],
  'npx shipshape diagnose': [0, 1],
  'npx shipshape lab status': [0, 3],
  'npx shipshape list': [0],
  'npx shipshape show boot2docker': [0],
  'npx boot2docker help': [0],
}
const runBy: Readonly<Record<string, string>> = {
  'npm start': 'test/readme/readme.lab.test.ts',
  'npm test': '.ci/run',
  'npm test -- fast': 'test/run/run.test.ts',
  'npm test -- related': 'test/run/related-run.test.ts',
  'npm run mutation': '.github/workflows/proof.yml',
  'npm run verify -- boot2docker': 'test/playbooks/boot2docker.lab.test.ts',
  'npm run bench': 'test/readme/readme.lab.test.ts',
  'npm run mutation -- boot2docker --step init': 'test/mutation/mutation.lab.test.ts',
  'npx shipshape run boot2docker': 'test/readme/readme.lab.test.ts',
  'npx shipshape lab build': 'test/readme/readme.lab.test.ts',
}

test('every command that README shows is run by a test, and every test’s command is shown', () => {
  expect(shownCommands(readme).toSorted()).toEqual([...Object.keys(runHere), ...Object.keys(runBy)].toSorted())
})

test.each(Object.entries(runBy))('“%s” is run by %s', (command, file) => {
  expect(existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(command)).toBe(true)
})

const exitCode = (command: string): Promise<number> =>
  new Promise((resolve) => {
    const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` }
    execFile('sh', ['-c', command], { cwd: root, env }, (error) =>
      resolve(typeof error?.code === 'number' ? error.code : 0),
    )
  })

test.each(Object.entries(runHere))(
  '“%s” works as README shows it',
  async (command, codes) => {
    expect(codes).toContain(await exitCode(command))
  },
  60_000,
)

test('every file that README and CONTRIBUTING link to is here', () => {
  const texts = [readme, readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')]
  const links = texts.flatMap((text) => [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? ''))
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([])
})
