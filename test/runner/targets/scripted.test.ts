import { join } from 'node:path'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'
import { targetConformance } from './conformance.ts'

targetConformance('of the other tests', {
  target: scriptedTarget(),
  machine: 'none',
  module: { file: '', name: '' }, // It has nothing to reap.
  endsWhatRuns: false,
  home: (folder) => join(folder, 'home'),
  engine: 'none',
})
