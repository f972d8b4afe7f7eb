import { part } from '../part.ts'
import { make, setText } from '../runner/dom.ts'
import { languageOf } from '../words.ts'
import { transcriptWords } from './words.ts'

/** `<shipshape-transcript>`: shows the journal of any run in place of the one that the page was built with. */
class TranscriptElement extends HTMLElement {
  #titles = new Map<string, string>()

  connectedCallback(): void {
    const built = this.querySelectorAll<HTMLElement>('[data-step][data-title]')
    this.#titles = new Map([...built].map(({ dataset }) => [dataset['step'] ?? '', dataset['title'] ?? '']))
    const chooser = part(this, 'file') as HTMLInputElement // the page is built with an input there
    part(this, 'choose').addEventListener('click', () => chooser.click())
    chooser.addEventListener('change', () => void this.#open(chooser.files?.[0]))
    this.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      this.dataset['dragging'] = ''
    })
    this.addEventListener('dragleave', () => delete this.dataset['dragging'])
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      delete this.dataset['dragging']
      void this.#open(event.dataTransfer?.files[0])
    })
    part(this, 'opener').hidden = false
  }

  async #open(file: File | undefined): Promise<void> {
    if (file === undefined) return
    const language = languageOf(this.dataset['language'] ?? '')
    const guide = this.dataset['guide']
    const { openJournal } = await import('./open-journal.ts')
    const opened = await openJournal(file, {
      language,
      titleOf: (of, step) => (of === guide ? this.#titles.get(step) : undefined),
    })
    const say = transcriptWords[language]
    const back = make('a', '', say.back)
    back.href = location.pathname
    const message = part(this, 'message')
    message.dataset['kind'] = opened.kind
    if (opened.kind === 'refused') setText(message, opened.why)
    else {
      part(this, 'run').replaceChildren(...opened.nodes)
      message.replaceChildren(`${say.shown(file.name)} `, back)
    }
  }
}

customElements.define('shipshape-transcript', TranscriptElement)
