import type { Words } from '../../playbooks/model/index.ts'

/** A picture in Mermaid's language, with a description for those who cannot see it. */
export interface Diagram {
  readonly title: Words
  readonly description: Words
  readonly source: Words
}
