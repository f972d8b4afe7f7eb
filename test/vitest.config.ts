import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Fast tests mostly wait for processes and sockets: two for each core keep it busy. */
const fastWorkers = 2 * availableParallelism()

const slow = { testTimeout: 600_000, hookTimeout: 900_000 } as const

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{lab,browser,long}.test.ts', 'test/recipes/**'],
          // Beside a VM or two on two cores, a start of Node takes seconds.
          testTimeout: 60_000,
          maxWorkers: fastWorkers,
          // To load the modules again for each file takes a fifth of the time. A test leaves its process as it was.
          isolate: false,
        },
      },
      // Each follows CONTRIBUTING's recipes in a copy of the tree, and runs the compiler on it.
      { test: { name: 'recipes', include: ['test/recipes/**/*.test.ts'], ...slow, maxWorkers: 2 } },
      { test: { name: 'browser', include: ['test/**/*.browser.test.ts'], ...slow, fileParallelism: false } },
      // An emulated machine keeps one core busy.
      { test: { name: 'lab', include: ['test/**/*.lab.test.ts'], ...slow, maxWorkers: 2 } },
      // What takes too long for every day: `npm run mutation`.
      { test: { name: 'long', include: ['test/**/*.long.test.ts'], ...slow, maxWorkers: 2 } },
    ],
  },
})
