import { join } from 'node:path'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import type { DecisionMutant } from './mutants.ts'

const root = join(import.meta.dirname, '../../..')

/** Puts one mutant, given in the environment, in its place as the file is loaded; the file itself stays as it is. */
const mutate = (mutant: DecisionMutant): Plugin => ({
  name: 'shipshape-mutant',
  enforce: 'pre',
  transform: (code, id) =>
    id.split('?')[0] === join(root, mutant.file)
      ? code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end)
      : undefined,
})

const given = process.env['SHIPSHAPE_MUTANT']

export default defineConfig({
  plugins: given === undefined ? [] : [mutate(JSON.parse(given) as DecisionMutant)], // by try.ts
  test: {
    root,
    include: ['test/runner/{checks,core,contract}/**/*.test.ts'],
    testTimeout: 60_000,
    isolate: false,
    maxWorkers: 2,
  },
})
