import { recogniseAll, type Recognised } from '../../playbooks/troubleshooting/recognise.ts'
import { part } from '../part.ts'
import { make, setText } from '../runner/dom.ts'
import { languageOf } from '../locales.ts'
import { searchWords, type SearchWords } from '../words/search.ts'
import { fillIn } from './fill.ts'
import { type KnownError, symptomAnchor } from './known-errors.ts'
import { loadErrors } from './load-errors.ts'

type Found = Recognised<KnownError>

/** `<shipshape-error-box>`: takes a whole pasted error and leads to its cause. Nothing of it leaves the browser. */
class ErrorBoxElement extends HTMLElement {
  connectedCallback(): void {
    const field = part(this, 'pasted') as HTMLTextAreaElement // the page is built with a text area there
    part(this, 'form').addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#find(field.value)
    })
    field.addEventListener('paste', () => setTimeout(() => void this.#find(field.value)))
    this.hidden = false
  }

  async #find(pasted: string): Promise<void> {
    if (pasted.trim() === '') return
    const language = languageOf(this.dataset['language'] ?? '')
    const say = searchWords[language]
    const known = await loadErrors(language).catch(() => undefined)
    const found = known === undefined ? [] : recogniseAll(pasted, known)
    setText(part(this, 'said'), known === undefined ? say.notLoaded : found.length === 0 ? '' : say.knownError)
    part(this, 'unknown').hidden = known === undefined || found.length > 0
    part(this, 'found').replaceChildren(...found.map((each, index) => linkTo(each, index, say)))
    for (const marked of document.querySelectorAll('.symptom.is-found')) marked.classList.remove('is-found')
    for (const each of found) showOnPage(each)
  }
}

const linkTo = ({ symptom }: Found, index: number, say: SearchWords): HTMLLIElement => {
  const item = make('li', '')
  const link = make('a', '', symptom.title)
  link.href = symptom.href
  if (index === 1) item.append(make('p', 'search-known', say.also))
  item.append(link)
  return item
}

/** Where the symptom is on this page, it is marked, and its commands get the values of the error. */
const showOnPage = ({ symptom, found }: Found): void => {
  const shown = document.getElementById(symptomAnchor(symptom.id))
  if (shown === null) return
  shown.classList.add('is-found')
  for (const code of shown.querySelectorAll<HTMLElement>('[data-command]'))
    setText(code, fillIn(code.dataset['command'] ?? '', found))
}

customElements.define('shipshape-error-box', ErrorBoxElement)
