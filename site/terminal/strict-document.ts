/**
 * A style element whose text becomes a style sheet of the document: the page's policy forbids inline styles, and a
 * constructed style sheet is none.
 */
const styleElement = (page: Document): HTMLElement => {
  const element = page.createElement('div')
  element.hidden = true
  const sheet = new CSSStyleSheet()
  page.adoptedStyleSheets.push(sheet)
  Object.defineProperty(element, 'textContent', {
    set: (text: string) => {
      sheet.replaceSync(text)
    },
  })
  element.remove = () => {
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((each) => each !== sheet)
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
 * The page's document as xterm is given it. xterm writes style elements and style attributes, for which a page would
 * need `'unsafe-inline'` (xtermjs/xterm.js has no option for it).
 */
export const strictDocument = (page: Document): Document =>
  new Proxy(page, {
    get: (target, key) => {
      if (key === 'createElement')
        return (name: string) => (name === 'style' ? styleElement(target) : withStyle(target.createElement(name)))
      const value: unknown = Reflect.get(target, key, target)
      // The document's own methods work on the document only.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  })
