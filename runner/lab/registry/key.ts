import { contentsOf } from '../image/build/key.ts'
import { sha256Of } from '../image/digest.ts'
import { suite } from '../image/build/recipe.ts'

/** Names a registry before it is made: 16 hex digits over the code that makes it. */
export const registryKey = async (): Promise<string> => sha256Of(JSON.stringify([suite, await contentsOf(import.meta.dirname)])).slice(0, 16)
