import type { Proof } from './evidence.ts'
import type { Phrases } from './words.ts'

/** The text about a guide's proof. For a guide that nothing can run yet, it says so. */
export const proofText = (proof: Proof, isProvable: boolean, say: Phrases): string => {
  switch (proof.kind) {
    case 'proven':
      return say.proven(proof.date)
    case 'partly':
      return say.partlyProven(proof.date, proof.blocked)
    case 'changed':
      return say.changedSince(proof.date)
    case 'none':
      return isProvable ? say.notProven : say.neverProven
  }
}
