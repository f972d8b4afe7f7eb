import { text } from '../model/index.ts'
import type { Sign } from './symptom.ts'

/** Every Mac has this folder, and no Linux. */
export const onMac: Sign = { kind: 'folder', path: text`/Applications`, state: 'present' }
export const notOnMac: Sign = { kind: 'folder', path: text`/Applications`, state: 'absent' }

/** Docker Desktop is installed on this Mac. */
export const hasDesktop: Sign = { kind: 'folder', path: text`/Applications/Docker.app`, state: 'present' }

/** Colima has created its VM on this computer. */
export const hasColima: Sign = { kind: 'file', path: text`~/.colima/default/colima.yaml`, state: 'present' }
