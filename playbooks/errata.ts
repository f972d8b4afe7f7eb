import { beta } from './errata/beta.ts'
import type { Note } from './errata/erratum.ts'
import { install } from './errata/install.ts'
import { mac } from './errata/mac.ts'
import { overview } from './errata/overview.ts'
import { windows } from './errata/windows.ts'

export { beta, install, mac, overview, windows }
export type { Erratum, Basis, Note } from './errata/erratum.ts'
export type { Source } from './source.ts'

/** Five notes from 2014 to 2016 that these guides are based on, and what is wrong in them today. */
export const notes: readonly Note[] = [mac, install, beta, overview, windows]
