import { make } from '../runner/dom.ts'
import type { TickWords } from '../words/ticks.ts'

/** The box of a step, with its label. Its state is `data-ticked` of the step. */
export const tickBox = (step: HTMLElement, say: TickWords, onChange: (isTicked: boolean) => void): HTMLElement => {
  const box = make('input', '')
  box.type = 'checkbox'
  box.dataset['part'] = 'tick'
  box.ariaLabel = say.didStep(Number(step.dataset['number']))
  box.checked = step.dataset['ticked'] !== undefined
  box.addEventListener('change', () => onChange(box.checked))
  const label = make('label', '')
  label.append(box, ` ${say.did}`)
  const line = make('p', 'tick')
  line.append(label, ' ', make('span', 'tick-remark', say.youTicked))
  return line
}
