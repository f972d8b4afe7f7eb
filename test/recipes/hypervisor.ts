import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addFiles } from './copy.ts'

const fake = join(import.meta.dirname, '../fixtures/fake-machine')

/** Parts of the fake machine that are for tests and for the lab, and no part of a hypervisor. */
const onlyForTests = ['under-test.ts', 'spec.ts', 'probe.ts', 'boot2docker.ts']

const toContract = (text: string): string =>
  text.replaceAll('../../../runner/machines/', '../').replaceAll('../../../runner/', '../../')

/** A hypervisor of the product, made from the fake one. */
const hypervisor = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(fake)
      .filter((name) => !onlyForTests.includes(name))
      .map((name) => [`runner/machines/process/${name}`, toContract(readFileSync(join(fake, name), 'utf8'))]),
  )

const toHypervisor = (text: string): string =>
  text
    .replaceAll('../../../runner/machines/machine.ts', '../../../../runner/machines/machine.ts')
    .replaceAll(/'\.\/(client|files|index)\.ts'/g, "'../../../../runner/machines/process/$1.ts'")

const conformance = `import { machineConformance } from '../conformance.ts'
import { makeFakeUnderTest } from './under-test.ts'

machineConformance('processes', makeFakeUnderTest)
`

const tests = (): Record<string, string> => {
  const folder = 'test/runner/machines/process'
  const read = (name: string): string => toHypervisor(readFileSync(join(fake, name), 'utf8'))
  return {
    [`${folder}/under-test.ts`]: read('under-test.ts'),
    [`${folder}/spec.ts`]: read('spec.ts'),
    [`${folder}/process.test.ts`]: conformance,
  }
}

/** Adds the hypervisor `process`. */
export const addHypervisor = (folder: string): void => addFiles(folder, { ...hypervisor(), ...tests() })
