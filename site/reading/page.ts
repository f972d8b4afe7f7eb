import { addCopyButtons, enableCopying } from './copy.ts'
import { fillWhenOpened } from './fold.ts'
import { completeInView } from './in-view.ts'

enableCopying()
fillWhenOpened()
completeInView()
for (const place of document.querySelectorAll('[data-copyable]')) addCopyButtons(place)
