import { defineConfig } from 'vitest/config'

const slow = { testTimeout: 600_000, hookTimeout: 900_000 } as const

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: [
      { test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/**/*.{lab,browser}.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'browser', include: ['test/**/*.browser.test.ts'], ...slow, fileParallelism: false } },
      // An emulated machine keeps one core busy.
      { test: { name: 'lab', include: ['test/**/*.lab.test.ts'], ...slow, maxWorkers: 2 } },
    ],
  },
})
