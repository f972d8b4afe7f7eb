import { recogniseAll } from '../../playbooks/troubleshooting/recognise.ts'
import { languageOf } from '../locales.ts'
import { addStyles } from '../reading/add-styles.ts'
import { make, setText } from '../runner/dom.ts'
import { loadErrors } from '../search/load-errors.ts'
import styles from '../styles/paste.css?url'
import { type PasteWords, pasteWords } from '../words/paste.ts'
import { type Asking, CheckRow, summaryOf } from './check-row.ts'
import { textField } from './field.ts'
import { type PasteVerdict, judgePasted } from './judge.ts'
import { loadPasteGuide } from './load-guide.ts'
import type { PasteGuide } from './paste-guide.ts'

const language = languageOf(document.documentElement.lang)

/** Values that steps have printed, and those that the reader has typed; for all steps of the page. */
const values = new Map<string, string>()

/** The box below a step: what the reader’s terminal printed, and what that says of each check. */
class PasteBox {
  readonly element = make('div', 'paste-box')
  readonly #say: PasteWords = pasteWords[language]
  readonly #guide: PasteGuide
  readonly #step: string
  readonly #main = textField(this.#say.printed, 6)
  readonly #looks = new Map<string, string>()
  readonly #rows: readonly CheckRow[]
  readonly #summary = make('p', 'paste-summary')
  readonly #hints = make('div', 'paste-hints')

  constructor(guide: PasteGuide, step: string) {
    this.#guide = guide
    this.#step = step
    const checks = guide.steps[step]?.checks ?? []
    this.#rows = checks.map(({ assertion }) => new CheckRow(assertion, language, this.#say, this.#asking()))
    this.#summary.role = 'status'
    const results = make('div', 'checks')
    const list = make('ul', '')
    list.append(...this.#rows.map(({ element }) => element))
    results.append(list)
    this.element.append(this.#form(), this.#summary, this.#hints, results)
  }

  #asking(): Asking {
    return {
      spelled: (key) => this.#guide.spelled[key] ?? '',
      onLook: (line, printed) => {
        this.#looks.set(line, printed)
        this.#judge()
      },
      onValue: (key, value) => {
        values.set(key, value)
        this.#judge()
      },
    }
  }

  #form(): HTMLFormElement {
    const form = make('form', '')
    const button = make('button', 'primary', this.#say.compare)
    button.type = 'submit'
    const hint = make('p', 'paste-hint', this.#say.hint)
    hint.id = `${this.#main.field.id}-hint`
    this.#main.field.setAttribute('aria-describedby', hint.id)
    form.append(this.#main.part, hint, button)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#judge()
    })
    this.#main.field.addEventListener('paste', () => setTimeout(() => this.#judge()))
    return form
  }

  #judge(): void {
    const main = this.#main.field.value
    if (main.trim() === '' && this.#looks.size === 0) {
      setText(this.#summary, this.#say.nothingPasted)
      return
    }
    const known = new Map([...values].filter(([, value]) => value !== ''))
    const { verdicts, saved } = judgePasted(this.#guide, this.#step, {
      main,
      looks: this.#looks,
      values: known,
    })
    for (const [key, value] of saved) values.set(key, value)
    verdicts.forEach((verdict, index) => this.#rows[index]?.update(verdict))
    setText(this.#summary, summaryOf(verdicts, this.#say))
    void this.#hint(main, verdicts)
  }

  /** Where a check does not match, the errors in the output that the troubleshooting page explains. */
  async #hint(main: string, verdicts: readonly PasteVerdict[]): Promise<void> {
    const isWrong = verdicts.some(({ kind }) => kind === 'differs')
    const pasted = [main, ...this.#looks.values()].join('\n')
    // Without the list of errors, the checks are still judged.
    const known = isWrong ? await loadErrors(language).catch(() => []) : []
    const found = recogniseAll(pasted, known)
    if (this.#main.field.value !== main) return
    const list = make('ul', '')
    list.append(
      ...found.map(({ symptom }) => {
        const item = make('li', '')
        const link = make('a', '', symptom.title)
        link.href = symptom.href
        item.append(link)
        return item
      }),
    )
    this.#hints.replaceChildren(...(found.length === 0 ? [] : [make('p', '', this.#say.hints), list]))
  }
}

const styled = addStyles(styles)

/** Loads the checks of the guide that the step is in. */
export const pasteBox = async (step: HTMLElement): Promise<HTMLElement> => {
  const { guide = '', step: id = '' } = step.dataset
  const hash = document.querySelector<HTMLElement>('shipshape-run')?.dataset['hash'] ?? ''
  const [checks] = await Promise.all([loadPasteGuide(guide, hash), styled])
  return new PasteBox(checks, id).element
}
