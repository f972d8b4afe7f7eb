/** A fact that the target tells: the machine's address, the user in it, the engine's endpoint. */
export type FactName = 'address' | 'user' | 'dockerHost'

/** A value known only when the playbook runs. */
export type Ref =
  | { readonly from: 'step'; readonly step: string; readonly name: string }
  | { readonly from: 'target'; readonly name: FactName }

/** Words with holes. Making one runs nothing. `pieces` has one entry more than `values`. */
export interface Text {
  readonly pieces: readonly string[]
  readonly values: readonly (Ref | string)[]
}

const text_ = (pieces: TemplateStringsArray, values: readonly (Ref | string)[]): Text => ({
  // `raw`, so that a backslash in a command is the backslash that the reader types.
  pieces: [...pieces.raw],
  values,
})

/** A command line of a shell, bash or PowerShell. A value in it arrives quoted as that shell wants it, as one word. */
export const sh = (pieces: TemplateStringsArray, ...values: readonly (Ref | string)[]): Text => text_(pieces, values)

/** Any other text: an address, a file's content. A value in it arrives as it is. */
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

/** The languages in which a reader is addressed. */
export type Language = 'en' | 'zh-cn'

/** The same thing said in every language. */
export type Words = { readonly [language in Language]: string }

/** What is the same in every language: a name, a command, the words of another program. */
export const alike = (text: string): Words => ({ en: text, 'zh-cn': text })
