import { join } from 'node:path'
import type { Inventory, Session } from '../../runner/contract/session.ts'
import { quote } from '../../runner/quote.ts'
import { type Look, ask, keptName } from './look.ts'

/** Keeps the reader's files, so that one that a wrong command overwrote can be restored. `folder` is the run's own. */
export const keepFiles = (session: Session, folder: string, signal: AbortSignal): Promise<string> =>
  ask(
    session,
    `tar -C ~ --exclude=./.boot2docker -cf ${quote(join(folder, 'home.tar'))} . 2>/dev/null; cat /etc/hosts >${quote(join(folder, 'hosts'))}`,
    signal,
  )

/** Undoes what the observations show, without knowing the command. Returns whether images were kept aside. */
export const restoreFrom = async (
  session: Session,
  folder: string,
  before: Look,
  after: Look,
  signal: AbortSignal,
): Promise<boolean> => {
  const lines = [
    ...shellLines(before, after),
    ...fileLines(folder, before, after),
    ...routeLines(before, after),
    ...machineLines(before, after),
  ]
  if (lines.length > 0) await ask(session, lines.join('\n'), signal)
  if (before.inventory === undefined || after.inventory === undefined) return false
  const engine = engineLines(before.inventory, after.inventory)
  await restoreEngine(session, engine, signal)
  return engine.some((line) => line.includes(keptName))
}

const variableName = /^declare -x (\w+)/gm

const shellLines = (before: Look, after: Look): readonly string[] => {
  if (before.shell === after.shell) return []
  const [directory = '', ...declarations] = (before.shell.split(/^== /m)[0] ?? '').split('\n')
  const known = new Set([...before.shell.matchAll(variableName)].map(([, name]) => name))
  const strange = [...after.shell.matchAll(variableName)].flatMap(([, name = '']) =>
    known.has(name) ? [] : [`unset ${name}`],
  )
  return [...strange, ...declarations.filter((line) => line.startsWith('declare -x')), `cd -- ${quote(directory)}`]
}

const fileLines = (folder: string, before: Look, after: Look): readonly string[] => {
  const strange = [...after.files.keys()].filter((path) => !before.files.has(path)).reverse()
  const changed = [...before.files].filter(([path, sum]) => after.files.get(path) !== sum).map(([path]) => path)
  return [
    ...strange.map((path) => `(cd ~ && rm -rf -- ${quote(path)})`),
    ...(changed.length === 0
      ? []
      : [`tar -C ~ --overwrite -xf ${quote(join(folder, 'home.tar'))} -- ${changed.map(quote).join(' ')} 2>/dev/null`]),
    ...(before.hosts === after.hosts ? [] : [`cat ${quote(join(folder, 'hosts'))} >/etc/hosts`]),
  ]
}

/**
 * `ip route` prints routes as it accepts them, but for `linkdown`, which is what it sees. A link that was deleted stays
 * so.
 */
const routeLines = ({ network: was }: Look, { network: is }: Look): readonly string[] => {
  const routes = (text: string): readonly string[] =>
    text
      .split('\n')
      .filter((line) => /^(default|\d)/.test(line))
      .map((line) => line.replace(/ linkdown\b/, '').trim())
  return [
    ...added(routes(was), routes(is)).map((route) => `ip route del ${route}`),
    ...added(routes(is), routes(was)).map((route) => `ip route replace ${route}`),
  ]
}

const machineLines = ({ machine: was }: Look, { machine: is }: Look): readonly string[] => {
  if (was === is) return []
  if (was === 'running') return ['boot2docker up']
  if (was === 'saved' && is === 'running') return ['boot2docker save']
  if (was === 'poweroff' && is !== 'absent')
    return is === 'running' ? ['boot2docker down'] : ['boot2docker up && boot2docker down']
  return was === 'absent' ? ['boot2docker delete'] : []
}

const stateLine = (id: string, was: string, is: string): readonly string[] => {
  if (was === is) return []
  const line = `${was} ${is}`
  const verbs: Readonly<Record<string, string>> = {
    'running exited': 'start',
    'running paused': 'unpause',
    'paused running': 'pause',
    'exited running': 'stop -t 0',
    'running created': 'start',
  }
  return verbs[line] === undefined ? [] : [`docker ${verbs[line]} ${id}`]
}

const added = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((name) => !before.includes(name))

const engineLines = (before: Inventory, after: Inventory): readonly string[] => [
  ...removed(
    'docker rm -f -v',
    added(
      before.containers.map(({ id }) => id),
      after.containers.map(({ id }) => id),
    ),
  ),
  ...before.containers.flatMap((was) => {
    const is = after.containers.find(({ id }) => id === was.id)
    if (is === undefined) return []
    const network = [
      ...added(was.networks, is.networks).map((name) => `docker network disconnect -f ${quote(name)} ${was.id}`),
      ...added(is.networks, was.networks).map((name) => `docker network connect ${quote(name)} ${was.id}`),
    ]
    return [
      ...(was.name === is.name ? [] : [`docker rename ${was.id} ${quote(was.name)}`]),
      ...stateLine(was.id, was.state, is.state),
      ...network,
    ]
  }),
  ...removed('docker volume rm -f', added(before.volumes, after.volumes)),
  ...removed('docker network rm', added(before.networks, after.networks)),
  ...added(after.volumes, before.volumes).map((name) => `docker volume create ${quote(name)}`),
  ...imageLines(before, after),
]

const removed = (command: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${command} ${names.map(quote).join(' ')}`]

const imageLines = (before: Inventory, after: Inventory): readonly string[] => {
  const names = (inventory: Inventory): readonly string[] => inventory.images.flatMap((image) => image.names)
  const lost = before.images.flatMap(({ id, names: had }) =>
    had
      .filter((name) => !names(after).includes(name))
      .map((name) => `docker tag ${id} ${quote(name)} || docker pull -q ${quote(name)}`),
  )
  const strange = after.images
    .filter(({ id, names: has }) => has.length === 0 && !before.images.some((image) => image.id === id))
    .map(({ id }) => id)
  const kept = after.images
    .filter(({ id, names: has }) => has.length > 0 && !before.images.some((image) => image.id === id))
    .map(({ id }) => `docker tag ${id} ${keptName}:${id.slice(7, 19)}`)
  return [...lost, ...kept, ...removed('docker rmi -f', [...added(names(before), names(after)), ...strange])]
}

/** Lets go of the images that were kept aside, before the right command is done. */
export const dropKept = (session: Session, signal: AbortSignal): Promise<string> =>
  ask(
    session,
    `timeout 20 docker images --format '{{.Repository}}:{{.Tag}}' ${keptName} 2>/dev/null | ` +
      'xargs -r docker rmi -f >/dev/null 2>&1',
    signal,
  )

/** Through the reader's own client, which is quick; when that leads nowhere, in the machine. */
const restoreEngine = async (session: Session, lines: readonly string[], signal: AbortSignal): Promise<void> => {
  if (lines.length === 0) return
  const script = lines.join('\n')
  const answer = await ask(
    session,
    `if timeout 5 docker version >/dev/null 2>&1; then ${script}\nelse echo unreachable; fi`,
    signal,
  )
  if (answer.includes('unreachable')) await ask(session, `boot2docker ssh ${quote(script)}`, signal)
}
