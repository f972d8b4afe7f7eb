import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkoutOf, tinyGuide, tinyPage } from '../fixtures/checkout.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { shipshapeHere } from '../fixtures/in-process.ts'
import { launch } from '../fixtures/process.ts'

const root = join(import.meta.dirname, '../..')
const commandFiles = readdirSync(join(root, 'runner/commands')).filter((file) => file.endsWith('.ts'))
const commands = commandFiles
  .filter((file) => readFileSync(join(root, 'runner/commands', file), 'utf8').includes('export const register'))
  .map((file) => file.replace('.ts', ''))

/** The lines after `$` in a command's help; two spaces or more begin an explanation. */
const examplesIn = (help: string): readonly string[] =>
  [...help.matchAll(/^ {2}\$ (npx shipshape .*)$/gm)].map(([, line = '']) => line.split(/ {2,}/)[0] ?? '')

/** One after the other: each is this process's own output. */
const allExamples = async (): Promise<readonly string[]> => {
  const found: string[] = []
  for (const command of ['', ...commands])
    found.push(
      ...examplesIn(
        (
          await shipshapeHere(
            [command, '--help'].filter((word) => word !== ''),
            {},
          )
        ).stdout,
      ),
    )
  return found
}
const examples = await allExamples()

/** What a fresh folder does not have, and fast tests do not wait for. */
const needsMore: Readonly<Record<string, string>> = {
  'npx shipshape lab build': 'builds an image',
  'npx shipshape lab build --again': 'builds an image',
  'npx shipshape lab status --json': 'the lab, or ends with 3',
  'npx shipshape lab lock': 'Debian’s servers',
  'npx shipshape lab shell': 'a terminal',
  'npx shipshape lab shell --ready': 'a terminal and a VM',
  'npx shipshape lab stop': 'ends a network that somebody may use',
  'npx shipshape run boot2docker --keep': 'goes on until the VM is ended',
  'npx shipshape kept shell': 'a VM that is kept',
  'npx shipshape kept end': 'a VM that is kept',
  'npx shipshape verify boot2docker --evidence public/evidence --recording public/recordings': 'a clean commit',
  'npx shipshape COMMAND --help': 'a name in place of COMMAND',
}

/** Exit codes besides 0 that are right: the cause of an error may be found on this computer. */
const alsoRight: Readonly<Record<string, readonly number[]>> = { diagnose: [0, 1] }

const typed = [...new Set(examples)].filter((example) => needsMore[example] === undefined)

/** A folder in which `npx shipshape` is the command line with small guides, as in a fresh clone. */
const freshFolder = (): { readonly folder: string; readonly env: NodeJS.ProcessEnv } => {
  const folder = temporaryFolder()
  const bin = join(folder, 'bin')
  const checkout = checkoutOf(
    { boot2docker: tinyGuide('boot2docker') },
    {
      'site/content/docs/boot2docker.mdx': tinyPage('boot2docker', '../../'),
      'site/content/docs/zh-cn/boot2docker.mdx': tinyPage('boot2docker', '../../../'),
    },
  )
  mkdirSync(bin)
  const cli = join(root, 'test/fixtures/help-cli.ts')
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${cli}' '${checkout.root}' "$@"\n`)
  chmodSync(join(bin, 'npx'), 0o755)
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, SHIPSHAPE_STATE: join(folder, 'state') }
  return { folder, env }
}

describe('an example of --help works as it is typed:', () => {
  test.for(typed.map((example) => ({ example })))('$example', async ({ example }) => {
    const { folder, env } = freshFolder()
    const { code, stderr } = await launch('sh', ['-c', `cd '${folder}' && ${example}`], env).ended
    const right = alsoRight[example.split(' ')[2] ?? ''] ?? [0]
    expect(right, stderr).toContain(code)
  })

  test('every command has examples', () => {
    expect(commands.filter((command) => !examples.some((line) => line.startsWith(`npx shipshape ${command}`)))).toEqual(
      ['doctor', 'serve'],
    )
    expect(Object.keys(needsMore).filter((example) => !examples.includes(example))).toEqual([])
  })
})
