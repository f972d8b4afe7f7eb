import type { ActualCheck, Rendered } from '../targets/target.ts'
import type { Match } from '../../playbooks/model/check.ts'

export type ActualMatch = Rendered<Match>

/** A text in one line between quotation marks, its middle left out when it is long. */
export const excerpt = (text: string, most = 160): string => {
  const line = text.replace(/\s*\n$/, '').replace(/\n+/g, ' ⏎ ')
  if (line === '') return 'nothing'
  return `“${line.length <= most ? line : `${line.slice(0, most / 2)} … ${line.slice(-most / 2)}`}”`
}

/** What a match demands: `contains “web”`. */
export const demands = (match: ActualMatch): string => {
  switch (match.how) {
    case 'equals':
      return match.text === '' ? 'is empty' : `is ${excerpt(match.text)}`
    case 'contains':
      return `contains ${excerpt(match.text)}`
    case 'lacks':
      return `does not contain ${excerpt(match.text)}`
    case 'matches':
      return `matches /${match.pattern}/`
  }
}

const streamName = { stdout: 'standard output', stderr: 'standard error' } as const
const placeName = { host: 'on this computer', guest: 'in the machine' } as const

/** What a check claims, in one line for a person. */
export const claim = (check: ActualCheck): string => {
  switch (check.kind) {
    case 'exit-code':
      return `the exit code is ${check.equals}`
    case 'output':
      return `${streamName[check.stream]} ${demands(check.match)}`
    case 'container':
      return `container “${check.name}” is ${check.state}`
    case 'image':
      return `image “${check.name}” is ${check.state}`
    case 'volume':
      return `volume “${check.name}” is ${check.state}`
    case 'network':
      return `network “${check.name}” is ${check.state}`
    case 'inspect':
      return `${check.of} “${check.name}”: ${check.at} ${check.match === 'absent' ? 'is absent' : demands(check.match)}`
    case 'container-file':
      return `file ${check.path} in container “${check.container}” is ${check.state}${check.content === undefined ? '' : ` and ${demands(check.content)}`}`
    case 'published-port':
      return `port ${check.guestPort} of container “${check.container}” is published as ${check.hostPort}`
    case 'port':
      return `port ${check.port} of ${check.host} ${portState[check.state]}`
    case 'http':
      return `${check.url} answers ${check.login === undefined ? '' : `${check.login.user} `}${check.status}${check.body === undefined ? '' : ` and its body ${demands(check.body)}`}`
    case 'engine':
      return `the engine at ${check.endpoint} ${check.state === 'answers' ? 'answers' : 'is silent'}`
    case 'file':
      return `file ${check.path} ${placeName[check.where]} is ${check.state}${check.content === undefined ? '' : ` and ${demands(check.content)}`}`
    case 'folder':
      return `folder ${check.path} ${placeName[check.where]} is ${check.state}`
    case 'process':
      return `a process “${check.command}” ${placeName[check.where]} is ${check.state}`
    case 'machine':
      return `machine “${check.name}” is ${check.state}`
    case 'name':
      return check.address === 'none' ? `the name ${check.name} leads nowhere` : `the name ${check.name} leads to ${check.address}`
    case 'route':
      return `packets for ${check.to} leave through ${check.device}`
    case 'variable':
      return check.match === 'unset' ? `variable ${check.name} is not set` : `variable ${check.name} ${demands(check.match)}`
  }
}

const portState = { open: 'is open', refused: 'refuses', silent: 'is silent' } as const
