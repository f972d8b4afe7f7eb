import type { Observation } from '../../contract/observation.ts'
import type { ActualCheck } from '../../contract/rendered.ts'
import { type ActualMatch, type Wording, inOneLine } from './wording.ts'

const quoted = (text: string): string => (inOneLine(text) === '' ? 'nothing' : `“${inOneLine(text)}”`)

/** What a match demands: `contains “web”`. */
const demands = (match: ActualMatch): string => {
  switch (match.how) {
    case 'equals':
      return match.text === '' ? 'is empty' : `is ${quoted(match.text)}`
    case 'contains':
      return `contains ${quoted(match.text)}`
    case 'excludes':
      return `does not contain ${quoted(match.text)}`
    case 'matches':
      return `matches /${match.pattern}/`
  }
}

const streams = { stdout: 'standard output', stderr: 'standard error' } as const
const places = { host: 'on this computer', guest: 'in the machine' } as const
const ports = { open: 'is open', refused: 'refuses', silent: 'is silent' } as const
const engines = { answers: 'answers', silent: 'is silent' } as const

const holding = (content: ActualMatch | undefined): string => (content === undefined ? '' : ` and ${demands(content)}`)

const assertion = (check: ActualCheck): string => {
  switch (check.kind) {
    case 'exit-code':
      return `the exit code is ${check.equals}`
    case 'output':
      return `${streams[check.stream]} ${demands(check.match)}`
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'machine':
      return `${check.kind} “${check.name}” is ${check.state}`
    case 'inspect':
      return `${check.of} “${check.name}”: ${check.at} ${check.match === 'absent' ? 'is absent' : demands(check.match)}`
    case 'container-file':
      return `file ${check.path} in container “${check.container}” is ${check.state}${holding(check.content)}`
    case 'published-port':
      return `port ${check.guestPort} of container “${check.container}” is published as ${check.hostPort}`
    case 'port':
      return `port ${check.port} of ${check.host} ${ports[check.state]}`
    case 'http':
      return `${check.url} answers ${check.status}${check.login === undefined ? '' : ` to ${check.login.user}`}${check.body === undefined ? '' : ` and its body ${demands(check.body)}`}`
    case 'engine':
      return `the engine at ${check.endpoint} ${engines[check.state]}`
    case 'file':
      return `file ${check.path} ${places[check.where]} is ${check.state}${holding(check.content)}`
    case 'folder':
      return `folder ${check.path} ${places[check.where]} is ${check.state}`
    case 'process':
      return `a process “${check.command}” ${places[check.where]} is ${check.state}`
    case 'name':
      return `the name ${check.name} leads ${check.address === 'none' ? 'nowhere' : `to ${check.address}`}`
    case 'route':
      return `packets for ${check.to} leave through ${check.device}`
    case 'variable':
      return `variable ${check.name} ${check.match === 'unset' ? 'is not set' : demands(check.match)}`
  }
}

const expected = (check: ActualCheck): string => {
  switch (check.kind) {
    case 'exit-code':
      return `exit code ${check.equals}`
    case 'output':
      return `a text that ${demands(check.match)}`
    case 'http':
      return `status ${check.status}${check.body === undefined ? '' : ` and a body that ${demands(check.body)}`}`
    case 'file':
    case 'container-file':
      return check.content === undefined ? check.state : `a content that ${demands(check.content)}`
    case 'name':
      return check.address === 'none' ? 'no address' : check.address
    case 'route':
      return check.device
    case 'variable':
      return check.match === 'unset' ? 'not set' : `a value that ${demands(check.match)}`
    case 'inspect':
      return check.match === 'absent' ? 'nothing there' : `a value that ${demands(check.match)}`
    case 'published-port':
      return check.hostPort
    case 'folder':
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'port':
    case 'engine':
    case 'process':
    case 'machine':
      return check.state
  }
}

const saw = (seen: Observation): string => {
  switch (seen.kind) {
    case 'state':
      return seen.detail === undefined ? seen.state : `${seen.state} (${seen.detail.en})`
    case 'http':
      return `status ${seen.status}, body ${quoted(seen.body)}`
    case 'content':
      return `present, holding ${quoted(seen.content)}`
    case 'address':
      return seen.address === 'none' ? 'no address' : seen.address
    case 'device':
      return seen.device
    case 'value':
      return seen.value === 'unset' ? 'not set' : quoted(seen.value)
    case 'nothing':
      return `nothing at ${seen.at}`
    case 'unreachable':
      return `could not be looked at: ${seen.reason.en}`
  }
}

export const en: Wording = {
  assertion,
  expected,
  saw,
  wrote: quoted,
  ended: ({ exitCode, ended }) => {
    if (exitCode !== null) return `exit code ${exitCode}`
    return ended === 'deadline' ? 'no exit code: it was ended at its deadline' : 'no exit code: it was ended'
  },
}
