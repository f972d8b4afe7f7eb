import type { Words } from '../../playbooks/model/index.ts'

/** A picture in Mermaid's language, with what it tells those who do not see it. */
export interface Diagram {
  readonly title: Words
  readonly description: Words
  readonly source: Words
}
