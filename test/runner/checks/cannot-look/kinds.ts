import type { WorldKindName } from '../../../../playbooks/model/check.ts'
import { ofContexts } from './of-contexts.ts'
import { ofEngines } from './of-engines.ts'
import { ofEngineItself, ofHttp, ofPorts } from './of-networks.ts'
import { ofPaths } from './of-paths.ts'
import { ofMachines, ofNames, ofProcesses, ofRoutes, ofVariables } from './of-systems.ts'
import type { Row } from './ways.ts'

/** Every kind of check of the world, with a check that would hold if what cannot be looked at were absent. */
export const rows: { readonly [kind in WorldKindName]: Row } = {
  container: ofEngines({ kind: 'container', name: 'web', state: 'absent' }),
  image: ofEngines({ kind: 'image', name: 'nginx:1.26', state: 'absent' }),
  volume: ofEngines({ kind: 'volume', name: 'data', state: 'absent' }),
  network: ofEngines({ kind: 'network', name: 'app', state: 'absent' }),
  inspect: ofEngines({ kind: 'inspect', of: 'container', name: 'web', at: '/Config/Labels/by', match: 'absent' }),
  'container-file': ofEngines({ kind: 'container-file', container: 'web', path: '/a', state: 'absent' }),
  'published-port': ofEngines({ kind: 'published-port', container: 'web', guestPort: 80, hostPort: '8800' }),
  port: ofPorts(),
  http: ofHttp(),
  engine: ofEngineItself(),
  file: ofPaths('file'),
  folder: ofPaths('folder'),
  process: ofProcesses(),
  machine: ofMachines(),
  name: ofNames(),
  route: ofRoutes(),
  variable: ofVariables(),
  context: ofContexts(),
}
