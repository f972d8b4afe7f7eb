/** A fact that the target provides: the VM's address, the user in it, the engine's endpoint. */
export type FactName = 'address' | 'user' | 'dockerHost'

/** A value known only when the playbook runs. */
export type Ref =
  | { readonly from: 'step'; readonly step: string; readonly name: string }
  | { readonly from: 'target'; readonly name: FactName }

/** Text with placeholders; creating one runs nothing. `pieces` has one entry more than `values`. */
export interface Text {
  readonly pieces: readonly string[]
  readonly values: readonly (Ref | string)[]
}

const text_ = (pieces: TemplateStringsArray, values: readonly (Ref | string)[]): Text => ({
  // `raw`, so that a backslash in a command is the backslash that the reader types.
  pieces: [...pieces.raw],
  values,
})

/** A command line for a shell, bash or PowerShell. A value in it is quoted for that shell, as one word. */
export const sh = (pieces: TemplateStringsArray, ...values: readonly (Ref | string)[]): Text => text_(pieces, values)

/** Any other text: an address, a file's content. A value in it is inserted as it is. */
export const text = (pieces: TemplateStringsArray, ...values: readonly (Ref | string)[]): Text => text_(pieces, values)

/** The facts of the target, to be used in `sh` and `text`. */
export const target: { readonly [name in FactName]: Ref } = {
  address: { from: 'target', name: 'address' },
  user: { from: 'target', name: 'user' },
  dockerHost: { from: 'target', name: 'dockerHost' },
}

/** A length of time: `'500ms'`, `'20s'`, `'3m'`. */
export type Duration = `${number}ms` | `${number}s` | `${number}m`

/** The duration in milliseconds. */
export const milliseconds = (duration: Duration): number => {
  const amount = Number.parseFloat(duration)
  if (duration.endsWith('ms')) return amount
  return duration.endsWith('m') ? amount * 60_000 : amount * 1000
}

/** The languages of the pages. */
export type Language = 'en' | 'zh-cn'

/** A text in every language. */
export type Words = { readonly [language in Language]: string }

/** A text that is the same in every language: a name, a command, the output of another program. */
export const alike = (text: string): Words => ({ en: text, 'zh-cn': text })
