import { expect, test } from 'vitest'
import { images } from '../../playbooks/images.ts'
import { replay, uncaught } from './replay.ts'
import { wrongSteps } from './wrong-steps.ts'

/** A sample, from the first steps after the VM that is ready; all of them are in `errata.long.test.ts`. */
const sample = ['beta/5a']

test('what the old notes said to type is caught by the checks of images', async () => {
  const wrongs = wrongSteps.filter(({ guide, erratum }) => guide === images.id && sample.includes(erratum))
  const report = await replay(images, wrongs)
  expect(report.trouble).toBeUndefined()
  expect(uncaught(report)).toEqual([])
  expect(report.caught).toBe(sample.length)
})
