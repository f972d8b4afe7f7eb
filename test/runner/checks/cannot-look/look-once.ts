/** Looks once, as a process of its own, and prints what it saw. Its argument: the check, and the engine if any. */
import type { EngineAddress } from '../../../../runner/checks/look/address.ts'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { look, withEngineAt } from './context.ts'

const { check, engine } = JSON.parse(process.argv[2] ?? '{}') as {
  // by elsewhere.ts
  readonly check: ActualWorldCheck
  readonly engine?: EngineAddress
}
console.log(JSON.stringify(await look(check, engine === undefined ? {} : withEngineAt(engine))))
