import type { Current, CurrentView } from './current.ts'
import type { Screen } from './screen.ts'
import type { Paint } from './terminal-text.ts'

/** Shows what happens right now below the lines that stay; where nothing can be replaced, prints a sign of life. */
export const drawCurrent = (current: Current, screen: Screen, paint: Paint): void => {
  const view = current.view()
  if (view === undefined) return screen.show('')
  if (screen.isLive) return screen.show(textOf(view, paint))
  if (current.isDue()) screen.print(textOf(view, paint))
}

const textOf = ({ name, seconds, line }: CurrentView, paint: Paint): string =>
  `${paint('yellow', '…')} ${name} ${paint('dim', `(${seconds} s)`)}\n    | ${line}`
