import { engine } from './engine/engine.ts'
import { fusion } from './fusion/fusion.ts'
import { lab } from './lab/lab.ts'
import type { Target } from '../contract/target.ts'

/** All places where a guide can run. */
export const targets: readonly Target[] = [lab, engine, fusion]
