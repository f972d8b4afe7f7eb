/**
 * A style element whose text becomes a style sheet of the document: the page's policy forbids inline styles, and a
 * constructed style sheet is none.
 */
const styleElement = (create: (name: 'div') => HTMLElement): HTMLElement => {
  const element = create('div')
  element.hidden = true
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets.push(sheet)
  Object.defineProperty(element, 'textContent', {
    set: (text: string) => {
      sheet.replaceSync(text)
    },
  })
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    Element.prototype.remove.call(element)
  }
  return element
}

/** An element whose style attribute is set through the CSSOM, which the policy allows. */
const withStyle = (element: HTMLElement): HTMLElement => {
  element.setAttribute = (name, value) => {
    if (name === 'style') element.style.cssText = value
    else Element.prototype.setAttribute.call(element, name, value)
  }
  return element
}

/**
 * Lets xterm draw under the page's strict policy: it writes style elements and style attributes, for which the page
 * would need `'unsafe-inline'`. Its option `documentOverride` reaches only some of them (6.0.0), so the document itself
 * makes elements without inline styles from now on.
 */
export const avoidInlineStyles = (page: Document): void => {
  const create = (name: string): HTMLElement => page.createElementNS('http://www.w3.org/1999/xhtml', name)
  const createElement = (name: string): HTMLElement =>
    name === 'style' ? styleElement(create) : withStyle(create(name))
  Object.defineProperty(page, 'createElement', { value: createElement, configurable: true, writable: true })
}
