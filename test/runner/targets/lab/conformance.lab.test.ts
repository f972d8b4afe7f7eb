import { join } from 'node:path'
import { beforeAll } from 'vitest'
import { obtainReady } from '../../../../runner/lab/ready.ts'
import { cacheDir } from '../../../../runner/paths.ts'
import { lab } from '../../../../runner/targets/lab/lab.ts'
import { qemuIn } from '../../../fixtures/living.ts'
import { targetConformance } from '../conformance.ts'
import { keepsSecrets } from './keeps-secrets.ts'

beforeAll(() => obtainReady({ cache: cacheDir(), signal: new AbortController().signal, progress: () => undefined }))

keepsSecrets(lab)

targetConformance('lab', {
  target: lab,
  machine: 'ready',
  module: { file: join(import.meta.dirname, '../../../../runner/targets/lab/lab.ts'), name: 'lab' },
  endsWhatRuns: true,
  home: (folder) => join(folder, 'lab', 'home'),
  kill: (folder) => process.kill(qemuIn(folder), 'SIGKILL'),
  engine: 'empty',
})
