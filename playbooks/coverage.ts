import { beta } from './coverage/beta.ts'
import type { CoveredNote } from './coverage/covered.ts'
import { install } from './coverage/install.ts'
import { mac } from './coverage/mac.ts'
import { overview } from './coverage/overview.ts'
import { windows } from './coverage/windows.ts'

export { beta, install, mac, overview, windows }
export type { CoveredItem, CoveredNote, Place } from './coverage/covered.ts'

/** Everything that the five notes of 2014 to 2016 say, and where these pages teach or correct it. */
export const coveredNotes: readonly CoveredNote[] = [mac, install, beta, overview, windows]
