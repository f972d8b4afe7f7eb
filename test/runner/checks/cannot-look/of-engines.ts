import { chmodSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { look, lookBriefly, onPort, withEngineAt } from './context.ts'
import { asNobody, withoutNames } from './elsewhere.ts'
import * as servers from './servers.ts'
import type { Row, Trial } from './ways.ts'

/** An engine's socket that only its owner may use. */
export const ownersSocket = async (): Promise<string> => {
  const path = join(temporaryFolder(), 'docker.sock')
  const server = createServer((_, answer) => answer.end('OK'))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  chmodSync(path, 0)
  return path
}

const noPath = 'an engine’s object has no path'

/** How no object of an engine can be looked at. */
export const ofEngines = (check: ActualWorldCheck): Row => {
  const at =
    (serve: () => Promise<number>): Trial =>
    async () =>
      look(check, withEngineAt(onPort(await serve())))
  const named = (host: string) => ({ kind: 'tcp', host, port: 2375, tls: undefined }) as const
  return {
    permission: async () => asNobody(check, { kind: 'socket', path: await ownersSocket() }),
    type: 'the engine keeps each type of object by itself',
    'below-a-file': noPath,
    loop: noPath,
    resolver: () => withoutNames(check, named('engine.example')),
    misspelt: () => look(check, withEngineAt(named('no-such-name.invalid'))),
    tls: async () => {
      const port = await servers.untrusted()
      const tls = { ca: '', cert: '', key: '' }
      return look(check, withEngineAt({ kind: 'tcp', host: '127.0.0.1', port, tls }))
    },
    half: [at(servers.halfAnswer), at(servers.halfHead), at(servers.halfJson)],
    endless: at(servers.endlessAnswer),
    hang: async () => lookBriefly(check, withEngineAt(onPort(await servers.silent()))),
    foreign: [
      at(servers.webServer),
      at(servers.missingPages),
      at(() => servers.otherJson(200)),
      at(() => servers.otherJson(404)),
      at(() => servers.otherJson(500)),
      at(servers.otherProtocol),
    ],
    'not-run': 'nothing is run',
  }
}
