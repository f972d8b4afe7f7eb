/** A fact that the target provides: the VM's address, the user in it, the engine's endpoint. */
export type FactName = 'address' | 'user' | 'dockerHost'

/** A value known only when the playbook runs. */
export type Ref =
  | { readonly from: 'step'; readonly step: string; readonly name: string }
  | { readonly from: 'input'; readonly name: string }
  | { readonly from: 'target'; readonly name: FactName }

/** Text with placeholders; creating one runs nothing. `pieces` has one entry more than `values`. */
export interface Text {
  readonly pieces: readonly string[]
  readonly values: readonly (Ref | string)[]
}

/** Marks what `sh` made, in any copy of this module. A symbol is not part of a playbook's content hash. */
const isCommandLine: unique symbol = Symbol.for('shipshape: command line')

/** A line for a shell. A `text` is none: its author did not think of quoting. */
export interface CommandLine extends Text {
  readonly [isCommandLine]: true
}

/** Whether a text was made as a line for a shell, which the types promise for every command. */
export const isShellLine = (text: Text): text is CommandLine => isCommandLine in text

/** A line for a shell that a program composes; guides use `sh`. */
export const commandLine = (pieces: readonly string[], values: Text['values'] = []): CommandLine => ({
  pieces,
  values,
  [isCommandLine]: true,
})

// Both take `raw` pieces, so that a backslash in a text is the backslash that the reader types.

/** A command line for a shell, bash or PowerShell. A value in it is quoted for that shell, as one word. */
export const sh = (pieces: TemplateStringsArray, ...values: readonly (Ref | string)[]): CommandLine =>
  commandLine([...pieces.raw], values)

/** Any other text: an address, a file's content. A value in it is inserted as it is. */
export const text = (pieces: TemplateStringsArray, ...values: readonly (Ref | string)[]): Text => ({
  pieces: [...pieces.raw],
  values,
})

/** The facts of the target, to be used in `sh` and `text`. */
export const target: { readonly [name in FactName]: Ref } = {
  address: { from: 'target', name: 'address' },
  user: { from: 'target', name: 'user' },
  dockerHost: { from: 'target', name: 'dockerHost' },
}

/** A length of time: `'500ms'`, `'20s'`, `'3m'`, `'1h'`. */
export type Duration = `${number}ms` | `${number}s` | `${number}m` | `${number}h`

const unitMs: ReadonlyMap<string | undefined, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])

/** The duration in milliseconds; NaN for a text that is no duration, such as `'-1s'` or `'soon'`. */
export const milliseconds = (duration: Duration): number => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(duration) ?? []
  return Number(amount) * (unitMs.get(unit) ?? Number.NaN)
}

/** The languages of the pages. */
export type Language = 'en' | 'zh-cn'

const all: { readonly [language in Language]: true } = { en: true, 'zh-cn': true }
export const languages = Object.keys(all) as readonly Language[] // the keys are what the type of `all` demands

/** A text in every language. */
export type Words = { readonly [language in Language]: string }

/** A text that is the same in every language: a name, a command, the output of another program. */
export const alike = (text: string): Words => ({ en: text, 'zh-cn': text })
