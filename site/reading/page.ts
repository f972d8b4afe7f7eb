import { enableCopying } from './copy.ts'
import { fillWhenOpened } from './fold.ts'

enableCopying()
fillWhenOpened()
