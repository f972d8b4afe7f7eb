import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import stylesAddress from '@xterm/xterm/css/xterm.css?url'
import { avoidInlineStyles } from './inline-styles.ts'

export interface ScreenSize {
  readonly columns: number
  readonly rows: number
}

export interface ScreenOptions {
  readonly onInput: (text: string) => void
  readonly onResize: (size: ScreenSize) => void
}

/** A terminal on the page. */
export interface Screen {
  readonly size: () => ScreenSize
  readonly write: (text: string) => void
  readonly focus: () => void
  readonly close: () => void
}

/** By a link of our own: imported as usual, the styles would be a part of every guide's page. */
const loadStyles = (): Promise<unknown> =>
  new Promise((resolve) => {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'stylesheet', href: stylesAddress, onload: resolve, onerror: resolve })
    document.head.append(link)
  })

let styles: Promise<unknown> | undefined

const prepare = (): Promise<unknown> => {
  avoidInlineStyles(document)
  return loadStyles()
}

/**
 * Shows a terminal in an element, of its size. What a program writes can neither set the page's title nor its
 * clipboard, and its links lead nowhere. Shift+Tab leaves the terminal: every other key is the program's.
 */
export const showScreen = async (place: HTMLElement, { onInput, onResize }: ScreenOptions): Promise<Screen> => {
  await (styles ??= prepare())
  const terminal = new Terminal({
    ...{ cursorBlink: false, convertEol: false, scrollback: 5_000, fontSize: 13, screenReaderMode: true },
    linkHandler: { activate: () => undefined },
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  terminal.open(place)
  fit.fit()
  terminal.attachCustomKeyEventHandler(({ key, shiftKey }) => !(key === 'Tab' && shiftKey))
  terminal.onData(onInput)
  terminal.onResize(({ cols, rows }) => onResize({ columns: cols, rows }))
  const watching = new ResizeObserver(() => fit.fit())
  watching.observe(place)
  return {
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    write: (text) => terminal.write(text),
    focus: () => terminal.focus(),
    close: () => {
      watching.disconnect()
      terminal.dispose()
    },
  }
}
