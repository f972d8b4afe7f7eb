import { join } from 'node:path'
import { describe, test } from 'vitest'
import { fakeLab, whyNoNamespace } from '../../../fixtures/fake-lab.ts'
import { killIn } from '../../../fixtures/living.ts'
import { targetConformance } from '../conformance.ts'
import { keepsSecrets } from './keeps-secrets.ts'

const why = whyNoNamespace()

describe.skipIf(why !== undefined)('over a machine that is a process,', () => {
  keepsSecrets(fakeLab)
  targetConformance('lab', {
    target: fakeLab,
    machine: 'ready',
    module: { file: join(import.meta.dirname, '../../../fixtures/fake-lab.ts'), name: 'fakeLab' },
    endsWhatRuns: true,
    home: (folder) => join(folder, 'lab', 'home'),
    kill: (folder) => {
      if (!killIn(folder, 'hypervisor.ts')) throw new Error('no machine runs')
    },
    engine: 'empty',
  })
})

if (why !== undefined)
  test('NOT TESTED: the lab needs a namespace, which this computer does not allow', ({ skip }) => {
    console.warn(`test/runner/targets/lab is not tested here: ${why}`)
    skip(why)
  })
