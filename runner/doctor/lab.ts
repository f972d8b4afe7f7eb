import type { Finding } from './finding.ts'

export const examineLab = (signal: AbortSignal): Promise<readonly Finding[]> => Promise.resolve(signal.aborted ? [] : [])
