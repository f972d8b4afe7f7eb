import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/execute.ts'
import { launch } from '../fixtures/process.ts'

const checkout = join(import.meta.dirname, '../..')
/** Each of these means something: in a shell, in a URL, or in both. */
const nasty = "a b#c%20d'e"

/** What runs, under that name. */
const copyCheckout = (): string => {
  const copy = join(temporaryFolder(), nasty)
  mkdirSync(copy)
  for (const name of ['package.json', 'runner', 'playbooks', 'test/fixtures', 'test/runner/preparation'])
    cpSync(join(checkout, name), join(copy, name), { recursive: true })
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

const node = (...args: readonly string[]): ReturnType<typeof launch>['ended'] =>
  launch(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { SHIPSHAPE_STATE: temporaryFolder() })
    .ended

test('a guide runs from a checkout whose path a shell or a URL would take apart', async () => {
  const { code, stderr } = await node(join(copyCheckout(), 'test/fixtures/cli.ts'), 'run', 'good')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('the boot2docker command of a lab starts from such a checkout', async () => {
  const bin = join(temporaryFolder(), nasty)
  mkdirSync(bin)
  const environment = join(copyCheckout(), 'runner/targets/lab/environment.ts')
  const { code, stderr } = await node(
    '--input-type=module',
    '--eval',
    `const { makePrograms } = await import(${JSON.stringify(pathToFileURL(environment).href)})
     await makePrograms(process.argv[1], {})`,
    bin,
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { stdout } = await launch(join(bin, 'boot2docker'), ['version']).ended
  expect(stdout).toMatch(/^Boot2Docker-cli version/)
})
