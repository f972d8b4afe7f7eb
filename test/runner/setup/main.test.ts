import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const setup = join(import.meta.dirname, '../../../runner/setup')

test('a job that does not exist is a mistake in use', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(setup, 'main.mjs'), 'stat'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({
    status: 64,
    stderr:
      '\nThere is no job “stat”. The jobs are start, verify, test, bench and mutation.\nRun this:\n\nnpm start\n\n',
  })
})

/** A program started in our place that counts the interrupts it gets and ends with their number. */
const counting = `let count = 0
process.on('SIGINT', () => { count += 1 })
setInterval(() => { if (count > 0) setTimeout(() => process.exit(40 + count), 150) }, 20)
console.log('ready')`

test('an interrupt is passed on once, however often it comes, and the exit code comes back', async () => {
  const script = `import { runInPlace } from ${JSON.stringify(join(setup, 'spawn.mjs'))}
process.exitCode = await runInPlace(process.execPath, ['-e', ${JSON.stringify(counting)}], { env: process.env })`
  const outer = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  await once(outer.stdout, 'data')
  outer.kill('SIGINT')
  outer.kill('SIGINT')
  expect((await once(outer, 'exit'))[0]).toBe(41)
})
