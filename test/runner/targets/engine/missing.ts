/** Prints what is missing for the target “engine”, for whoever runs it. */
import { engine } from '../../../../runner/targets/engine/engine.ts'

const { signal } = new AbortController()
console.log(JSON.stringify(await engine.missing({ onProgress: () => undefined, signal })))
