import { type Mistake, mistakeText } from '../core/mistake.ts'
import { type Place, placeText } from './place.ts'

/** A mistake of an author, with its place. */
export interface Finding extends Mistake {
  readonly place: Place
}

/** `playbooks/boot2docker.ts:5:7: Step “up”: …` */
export const findingText = ({ place, ...mistake }: Finding): string => `${placeText(place)}: ${mistakeText(mistake)}`
