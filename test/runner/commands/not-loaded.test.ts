import { expect, test } from 'vitest'
import { loadGuides } from '../../../runner/guides/load.ts'
import type { Catalogue } from '../../../runner/commands/catalogue.ts'
import { checkoutOf, tinyGuide } from '../../fixtures/checkout.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import type { Ended } from '../../fixtures/process.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

/** The command line on a checkout in which one of two guides does not load. */
const shipshape = (...args: readonly string[]): Promise<Ended> => {
  const checkout = checkoutOf({
    broken: tinyGuide('broken', (source) => `${source}\nthrow new Error('no luck')\n`),
    good: tinyGuide('good'),
  })
  const catalogue: Catalogue = {
    guides: (ids) => loadGuides(checkout, ids),
    targets: () => Promise.resolve([scriptedTarget()]),
  }
  return shipshapeHere(args, { SHIPSHAPE_STATE: temporaryFolder() }, catalogue)
}

const why = 'The guide “broken” does not load:\n- playbooks/broken.ts:21:7: no luck.\n'

test.for([['run'], ['verify'], ['show']])(
  '%s of a guide that does not load names it, and ends with 64',
  async ([command = '']) => {
    expect(await shipshape(command, 'broken')).toEqual({
      code: 64,
      stdout: '',
      stderr: `${why}npx shipshape check broken\n`,
    })
  },
)

test.for([['run'], ['verify'], ['show']])('%s of another guide is as always', async ([command = '']) => {
  expect(await shipshape(command, 'good')).toMatchObject({ code: 0, stderr: '' })
})

test('all others are listed, and the one that does not load is named', async () => {
  const { code, stdout, stderr } = await shipshape('list')
  expect([code, stderr, stdout.includes('good  A folder'), stdout.includes('broken')]).toEqual([0, why, true, false])
  const listed = JSON.parse((await shipshape('list', '--json')).stdout) as readonly unknown[]
  expect(listed).toEqual([
    expect.objectContaining({ id: 'good', steps: 1 }),
    { id: 'broken', provableOnLab: false, doesNotLoad: ['playbooks/broken.ts:21:7: no luck.'] },
  ])
})

test('all others are verified, and that is no success', async () => {
  const { code, stdout, stderr } = await shipshape('verify')
  expect([code, stderr]).toEqual([64, why])
  expect(stdout).toContain('A folder')
})

test('a guide that nobody has is still suggested by the names of all', async () => {
  expect((await shipshape('run', 'brokn')).stderr).toBe('There is no guide “brokn”.\nDid you mean “broken”?\n')
})
