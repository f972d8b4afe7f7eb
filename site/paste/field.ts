import { make } from '../runner/dom.ts'

let count = 0

const labelled = <Field extends HTMLInputElement | HTMLTextAreaElement>(
  field: Field,
  label: string,
): { readonly part: HTMLElement; readonly field: Field } => {
  field.id = `pasted-${(count += 1)}`
  field.spellcheck = false
  const shown = make('label', '', label)
  shown.htmlFor = field.id
  const part = make('div', 'paste-field')
  part.append(shown, field)
  return { part, field }
}

/** More than any terminal keeps by itself; a pattern is tried on all of it. */
const mostCharacters = 200_000

/** A field for what a terminal printed. */
export const textField = (label: string, rows: number): { part: HTMLElement; field: HTMLTextAreaElement } => {
  const field = make('textarea', '')
  field.rows = rows
  field.maxLength = mostCharacters
  return labelled(field, label)
}

/** A field for one value. */
export const lineField = (label: string): { part: HTMLElement; field: HTMLInputElement } => {
  const field = make('input', '')
  field.type = 'text'
  field.autocomplete = 'off'
  return labelled(field, label)
}
