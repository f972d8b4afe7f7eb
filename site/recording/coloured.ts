import Anser from 'anser'
import { harmlessInColour } from '../../runner/protocol/harmless.ts'

/** A part of an output in one style. */
export interface Styled {
  readonly text: string
  /** Names of classes, such as `ansi-green` and `ansi-bold`; none for plain text. */
  readonly classes: readonly string[]
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
/** Those that the page has in both themes. Any other colour is shown as the text around it. */
const known = new Set(colours.flatMap((name) => [`ansi-${name}`, `ansi-bright-${name}`]))
const decorations = new Set(['bold', 'dim', 'italic', 'underline', 'strikethrough'])

/** An output as a terminal with colours shows it, without anything that could move, hide or reorder text. */
export const colouredOf = (output: string): readonly Styled[] =>
  Anser.ansiToJson(harmlessInColour(output), { json: true, remove_empty: true, use_classes: true }).map((part) => ({
    text: part.content,
    classes: [
      ...[part.fg].filter((name) => known.has(name)),
      ...[part.bg].filter((name) => known.has(name)).map((name) => name.replace('ansi-', 'ansi-on-')),
      ...part.decorations.filter((name) => decorations.has(name)).map((name) => `ansi-${name}`),
    ],
  }))
