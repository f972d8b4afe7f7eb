import type { Match } from '../../playbooks/model/check.ts'
import type { Text, Words } from '../../playbooks/model/text.ts'

/** How a person at a terminal of a target writes the parts of a command. Values are never inserted without quoting. */
export interface Typing {
  /** A text as one word of bash, its saved values and inputs as shell variables: `http://"$(boot2docker ip)":"$port"/`. */
  readonly word: (text: Text) => string
  /** The same for a path: `~/` at its beginning is left to the shell. */
  readonly path: (text: Text) => string
  /** Inside the VM. Absent: the target’s terminal gives no shell there. */
  readonly guest?: {
    /** The line that executes a command in the VM. */
    readonly line: (command: string) => string
    /** A path as one word of such a command. The reader’s own shell expands `~/`, so it is the same path as outside. */
    readonly path: (text: Text) => string
    readonly word: (text: Text) => string
  }
  /** The folder of the client’s certificates, as a word. */
  readonly certificates: string
}

/** A command that shows a person what a check says. It changes nothing. */
export interface HandLook {
  /** One line for bash. */
  readonly line: string
  /** What it prints, on either stream. */
  readonly shows: Match
  /** What a Mac has in place of it. No run has executed that. */
  readonly onMac?: string
}

/** How a person sees that a check holds. */
export type HandCheck =
  | { readonly kind: 'looks'; readonly looks: readonly [HandLook, ...HandLook[]] }
  /** In what the step’s own command has printed. */
  | { readonly kind: 'printed'; readonly stream: 'stdout' | 'stderr'; readonly match: Match }
  /** A person cannot, at a terminal. */
  | { readonly kind: 'cannot'; readonly why: Words }

/** One command that shows it. */
export const byLook = (line: string, shows: Match, onMac?: string): HandCheck => ({
  kind: 'looks',
  looks: [{ line, shows, ...(onMac === undefined ? {} : { onMac }) }],
})

/** Nobody can look into the VM of this target from a terminal. */
export const noGuestShell: HandCheck = {
  kind: 'cannot',
  why: {
    en: 'It is inside the VM, which has no command line that can be reached from here.',
    'zh-cn': '它在虚拟机里，而从这里无法进入虚拟机的命令行。',
  },
}
