import type { Language, Playbook } from '../../playbooks/model/index.ts'
import { folderOf } from '../words.ts'

/** The page that says what a guide's marks rest on. */
export const evidencePage = (guide: string, language: Language): string => `/${folderOf(language)}evidence/${guide}/`

/** The run that proves a guide on a target, step by step. Of a guide's first target it has the shorter address. */
export const transcriptPage = ({ id, targets }: Playbook, target: string, language: Language): string =>
  `${evidencePage(id, language)}${target === targets[0] ? '' : `${target}/`}transcript/`
