import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { look, lookBriefly } from './context.ts'
import { asNobody, withoutNames } from './elsewhere.ts'
import { ofEngines, ownersSocket } from './of-engines.ts'
import * as servers from './servers.ts'
import type { Row, Trial } from './ways.ts'

const noPath = 'an address is no path'
const nothingRun = 'nothing is run'
const everybody = 'everybody may connect'

/** A misspelt host is never a silent one. */
export const ofPorts = (): Row => {
  const at = (host: string): ActualWorldCheck => ({ kind: 'port', host, port: 80, state: 'silent' })
  const accepted = 'an accepted connection is open, whatever is said over it'
  return {
    permission: everybody,
    type: 'a port has no type',
    'below-a-file': noPath,
    loop: noPath,
    resolver: () => withoutNames(at('a.example')),
    misspelt: [() => look(at('no-such-name.invalid')), () => look(at('no such host'))],
    tls: accepted,
    half: accepted,
    endless: accepted,
    hang: 'a port that hangs is silent',
    foreign: accepted,
    'not-run': nothingRun,
  }
}

export const ofHttp = (): Row => {
  const check = (url: string): ActualWorldCheck => ({
    kind: 'http',
    url,
    status: 200,
    body: { how: 'excludes', text: 'x' },
  })
  const at =
    (serve: () => Promise<number>, scheme = 'http'): Trial =>
    async () =>
      look(check(`${scheme}://127.0.0.1:${await serve()}/`))
  return {
    permission: everybody,
    type: [() => look(check('ftp://127.0.0.1/')), () => look(check('no URL'))],
    'below-a-file': noPath,
    loop: noPath,
    resolver: () => withoutNames(check('http://a.example/')),
    misspelt: 'a host that no name server knows is absent, and no check asks for that',
    tls: at(servers.untrusted, 'https'),
    half: [at(servers.halfAnswer), at(servers.halfHead)],
    endless: at(servers.endlessAnswer),
    hang: async () => lookBriefly(check(`http://127.0.0.1:${await servers.silent()}/`)),
    foreign: [at(servers.otherProtocol), at(servers.webServer, 'https')],
    'not-run': nothingRun,
  }
}

/** Whoever accepts and does not answer as an engine is not silent. */
export const ofEngineItself = (): Row => {
  const check = (endpoint: string): ActualWorldCheck => ({ kind: 'engine', endpoint, state: 'silent' })
  const at =
    (serve: () => Promise<number>): Trial =>
    async () =>
      look(check(`tcp://127.0.0.1:${await serve()}`))
  return {
    ...ofEngines(check('unix:///nowhere.sock')),
    permission: async () => asNobody(check(`unix://${await ownersSocket()}`)),
    type: [() => look(check('ssh://me@build.example')), () => look(check('npipe:////./pipe/docker_engine'))],
    resolver: () => withoutNames(check('tcp://a.example:2375')),
    misspelt: () => look(check('tcp://no-such-name.invalid:2375')),
    tls: async () => {
      const certificates = { ca: '', cert: '', key: '' }
      const port = await servers.untrusted()
      return look(check(`tcp://127.0.0.1:${port}`), { certificates: () => Promise.resolve(certificates) })
    },
    half: [at(servers.halfAnswer), at(servers.halfHead), at(servers.halfJson)],
    endless: at(servers.endlessAnswer),
    hang: async () => lookBriefly(check(`tcp://127.0.0.1:${await servers.silent()}`)),
    foreign: [
      at(servers.webServer),
      at(servers.missingPages),
      at(() => servers.otherJson(500)),
      at(servers.otherProtocol),
    ],
  }
}
