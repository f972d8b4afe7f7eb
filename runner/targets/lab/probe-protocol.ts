import type { ExecAnswer, MachineState } from '../../machines/machine.ts'
import type { ActualWorldCheck, Observation } from '../target.ts'

/** What the runner asks of the probe that lives inside the lab's namespace. One JSON object a line. */
export type ProbeQuestion =
  | { readonly ask: 'observe'; readonly check: ActualWorldCheck }
  | { readonly ask: 'address' }
  | { readonly ask: 'state' }
  | { readonly ask: 'exec'; readonly command: string }

export interface ProbeAnswers {
  readonly observe: Observation
  readonly address: string | null
  readonly state: MachineState | 'absent'
  readonly exec: ExecAnswer
}

export type ProbeRequest = ProbeQuestion & { readonly id: number }
export type ProbeReply = { readonly id: number } & ({ readonly answer: unknown } | { readonly trouble: string })
