import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lazyProbe, openProbe, type Probe } from '../../../../runner/targets/lab/probe-client.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

/** A probe whose program does this with each request. */
const probeThat = (does: string): Probe => {
  const folder = temporaryFolder()
  const program = join(folder, 'probe.mjs')
  writeFileSync(
    program,
    `import { createInterface } from 'node:readline'
     const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n')
     createInterface({ input: process.stdin }).on('line', (line) => {
       const request = JSON.parse(line)
       ${does}
     })`,
  )
  const probe = openProbe({ prefix: [], env: {}, machine: folder, program })
  onTestFinished(() => probe.close())
  return probe
}

test('each answer goes to the question that it belongs to, in whatever order they come', async () => {
  const probe = probeThat(`setTimeout(() => say({ id: request.id, answer: request.ask }), 60 - 20 * request.id)`)
  expect(await Promise.all([probe.ask({ ask: 'address' }), probe.ask({ ask: 'interrupted' })])).toEqual([
    'address',
    'interrupted',
  ])
})

test('a look that fails breaks only its own question', async () => {
  const probe = probeThat(
    `say(request.ask === 'address' ? { id: request.id, trouble: { en: 'no way', 'zh-cn': '不行' } } : { id: request.id, answer: null })`,
  )
  await expect(probe.ask({ ask: 'address' })).rejects.toMatchObject({
    code: 'broken',
    message: 'The lab’s observer failed: no way',
  })
  expect(await probe.ask({ ask: 'interrupted' })).toBe(null)
})

test('a probe that ends fails the question that waits and each later one at once, with its complaint', async () => {
  const probe = probeThat(`console.error('out of memory'); process.exit(3)`)
  const ended = { code: 'broken', message: 'The lab’s observer ended while it was needed.' }
  await expect(probe.ask({ ask: 'address' })).rejects.toMatchObject({ ...ended, cause: 'out of memory' })
  await expect(probe.ask({ ask: 'address' })).rejects.toMatchObject(ended)
})

test('a probe that nobody asked was never started, and closes', async () => {
  await lazyProbe({ prefix: ['/nonexistent'], env: {}, machine: '/', program: '/' }).close()
})
