import { addCopyButtons } from './copy.ts'
import { fill } from './fold.ts'

/** Adds what a step has for a reader who looks at it: its checks, its undo and its copy buttons. */
export const complete = (step: Element): void => {
  fill(step)
  addCopyButtons(step)
}

/** Makes a heading the link to itself, as the title of a step is. */
const linkToItself = (heading: Element): void => {
  const link = document.createElement('a')
  link.href = `#${heading.id}`
  link.append(...heading.childNodes)
  heading.append(link)
}

/** Calls back once for each element, before it comes into view. */
export const beforeInView = (elements: Iterable<Element>, then: (element: Element) => void): void => {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        observer.unobserve(target)
        then(target)
      }
    },
    // Half a screen ahead.
    { rootMargin: '50% 0%' },
  )
  for (const element of elements) observer.observe(element)
}

/** Completes steps and headings before they come into view, and all steps before the page is printed. */
export const completeInView = (): void => {
  const steps = document.querySelectorAll('shipshape-step')
  beforeInView(steps, complete)
  beforeInView(document.querySelectorAll('.sl-markdown-content > :is(h2, h3)[id]'), linkToItself)
  addEventListener('beforeprint', () => steps.forEach(complete))
}
