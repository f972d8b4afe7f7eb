import type { Language, Playbook } from '../../playbooks/model/index.ts'
import type { RunEvent } from '../../runner/protocol/events.ts'
import { playbooks } from '../loaded.ts'
import { locales } from '../locales.ts'
import { proofsOf } from './kept.ts'

interface OfLanguage {
  readonly language: Language
}
interface OfGuide extends OfLanguage {
  readonly playbook: Playbook
}
interface OfRun extends OfGuide {
  /** Undefined where no run proves the guide. */
  readonly events: readonly RunEvent[] | undefined
}

/** One page for Astro to build: the variables of its address, and what it shows. */
interface PagePath<Variables extends string, Props extends OfLanguage> {
  /** Undefined for what an address leaves out, such as the language at the root. */
  readonly params: { readonly [Name in Variables | 'locale']: string | undefined }
  readonly props: Props
}

/** A page in each language. */
export const localePaths = (): PagePath<never, OfLanguage>[] =>
  locales.map(({ folder, language }) => ({
    params: { locale: folder === '' ? undefined : folder },
    props: { language },
  }))

/** A page for each guide, in each language. */
export const guidePaths = (): PagePath<'guide', OfGuide>[] =>
  localePaths().flatMap(({ params, props }) =>
    playbooks.map((playbook) => ({
      params: { ...params, guide: playbook.id },
      props: { ...props, playbook },
    })),
  )

/** A page for each target of a guide on which there is evidence; the address of the first has no target. */
export const transcriptPaths = (): PagePath<'guide' | 'target', OfRun>[] =>
  guidePaths().flatMap(({ params, props }) =>
    proofsOf(props.playbook).map(({ target, run }) => ({
      params: { ...params, target: target === props.playbook.targets[0] ? undefined : target },
      props: { ...props, events: run?.events },
    })),
  )
