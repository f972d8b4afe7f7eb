import { make } from './dom.ts'

interface Linked {
  readonly id: string
  readonly number: number
  readonly title: string
}

/** A link to a step on this page, or its id when the page does not show it. */
export const linkToStep = <Shown extends Linked>(
  steps: readonly Shown[],
  id: string,
  textOf: (step: Shown) => string = ({ number, title }) => `${number}. ${title}`,
): Node | string => {
  const step = steps.find((each) => each.id === id)
  if (!step) return id
  const link = make('a', '', textOf(step))
  link.href = `#step-${step.id}`
  return link
}
