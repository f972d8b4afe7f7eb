import { execFile } from 'node:child_process'
import type { EngineAddress } from '../../../../runner/checks/look/address.ts'
import type { GuestAnswer, LookContext } from '../../../../runner/checks/look/context.ts'
import { engineAt } from '../../../../runner/checks/look/engine.ts'
import { observe } from '../../../../runner/checks/look/observe.ts'
import type { Observation } from '../../../../runner/contract/observation.ts'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { hangMs } from './ways.ts'

const notUsed = (): Promise<never> => Promise.reject(new Error('this check looks elsewhere'))

/** A look from this computer, at no engine and no machine but those that are given. */
export const contextWith = (given: Partial<LookContext>): LookContext => ({
  signal: new AbortController().signal,
  absolute: (path) => path.replace(/^~/, process.env['HOME'] ?? '~'),
  withEngine: notUsed,
  certificates: () => Promise.resolve(undefined),
  inGuest: notUsed,
  machineState: notUsed,
  variable: notUsed,
  ...given,
})

export const look = (
  check: ActualWorldCheck,
  given: Partial<LookContext> = {},
  withinMs?: number,
): Promise<Observation> => observe(check, contextWith(given), withinMs)

/** A look that is given up soon. */
export const lookBriefly = (check: ActualWorldCheck, given: Partial<LookContext> = {}): Promise<Observation> =>
  look(check, given, hangMs)

export const withEngineAt = (address: EngineAddress): Pick<LookContext, 'withEngine'> => ({
  withEngine: (see) => see(engineAt(address)),
})

export const onPort = (port: number): EngineAddress => ({ kind: 'tcp', host: '127.0.0.1', port, tls: undefined })

/** This computer in the place of the machine; `around` may keep the command from running. */
export const guest = (around: (command: string) => string): Pick<LookContext, 'inGuest'> => ({
  inGuest: (command) =>
    new Promise<GuestAnswer>((resolve, reject) => {
      execFile('sh', ['-c', around(command)], { maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : error.code
        // As ssh: a command that a signal has ended has no exit code.
        if (typeof exitCode === 'number') resolve({ exitCode, stdout, stderr })
        else reject(new Error('there was no exit code'))
      })
    }),
})

export const thisComputer = guest((command) => command)
