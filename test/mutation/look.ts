import type { Inventory, Session } from '../../runner/contract/session.ts'

/** Everything on the reader's computer and in the VM that a wrong command may change. */
export interface Look {
  /** The directory, the exported variables, functions and aliases of the reader's shell, as bash prints them. */
  readonly shell: string
  /** Checksums by path, in the reader's home. */
  readonly files: ReadonlyMap<string, string>
  /** The machine's settings and image, /etc/hosts, links and routes. */
  readonly settings: string
  readonly hosts: string
  readonly network: string
  readonly machine: string
  readonly inventory: Inventory | undefined
  /** Which emulators the machine's kernel knows of, and how. */
  readonly emulators: string
}

// In a subshell, so that looking leaves nothing behind in the reader's own.
const script = `(
pwd
declare -px | grep -vE '^declare -x (OLDPWD|SHLVL|_)='
echo '== functions'; declare -F; alias
echo '== files'
cd ~ && find . -path ./.boot2docker -prune -o -type f -size -256k -exec cksum {} + -o -type f -printf 'big %s %p\\n' -o -printf '%y 0 %p\\n' | LC_ALL=C sort -k 3
echo '== settings'
cksum ~/.boot2docker/profile ~/.boot2docker/machines/*/machine.json 2>/dev/null; ls ~/.boot2docker/*.iso 2>/dev/null
echo '== hosts'; cat /etc/hosts
echo '== network'; ip -br link 2>/dev/null; ip route 2>/dev/null
)`

let looks = 0

/** Runs a command in the reader's shell. Returns its output. */
export const ask = async (
  session: Session,
  line: string,
  signal: AbortSignal,
  deadlineMs = 60_000,
): Promise<string> => {
  looks += 1
  const result = await session.exec(
    { kind: 'command', line, where: 'host' },
    { id: `look-${looks}`, deadlineMs, signal, onOutput: () => undefined },
  )
  return result.stdout
}

/** Looks at everything. */
export const lookAround = async (session: Session, signal: AbortSignal): Promise<Look> => {
  const [text, machine] = await Promise.all([ask(session, script, signal), machineState(session, signal)])
  const [shell = '', functions = '', files = '', settings = '', hosts = '', network = ''] = text.split(/^== \w+\n/m)
  return {
    shell: shell + functions,
    files: filesIn(files),
    settings,
    hosts,
    network,
    machine,
    inventory: machine === 'running' ? withoutKept(await session.inventory?.()) : undefined,
    emulators: machine === 'running' ? await emulatorsOf(session, signal) : '',
  }
}

/** The name of images that are kept aside, so that they need not be pulled again for each wrong command. */
export const keptName = 'shipshape-kept'

const withoutKept = (inventory: Inventory | undefined): Inventory | undefined => {
  if (inventory === undefined) return undefined
  const images = inventory.images.flatMap(({ id, names }) => {
    const own = names.filter((name) => !name.startsWith(keptName))
    return own.length === 0 && own.length < names.length ? [] : [{ id, names: own }]
  })
  return { ...inventory, images }
}

const emulatorsOf = async (session: Session, signal: AbortSignal): Promise<string> => {
  const paths = ['qemu-arm', 'qemu-aarch64'].map((name) => `/proc/sys/fs/binfmt_misc/${name}`)
  const seen = await Promise.all(
    paths.map((path) => session.observe({ kind: 'file', where: 'guest', path, state: 'present' }, signal)),
  )
  return seen.map((each) => (each.kind === 'content' ? each.content : each.kind)).join('\n')
}

const machineState = async (session: Session, signal: AbortSignal): Promise<string> => {
  const seen = await session.observe({ kind: 'machine', name: 'boot2docker-vm', state: 'running' }, signal)
  return seen.kind === 'state' ? seen.state : 'none'
}

const filesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line): readonly (readonly [string, string])[] => {
      const match = /^(\S+ \S+) (.+)$/.exec(line)
      return match?.[1] === undefined || match[2] === undefined || match[2] === '.' ? [] : [[match[2], match[1]]]
    }),
  )

const flatten = (look: Look): string => JSON.stringify({ ...look, files: [...look.files] })

/** Whether nothing has changed. */
export const isSame = (one: Look, other: Look): boolean => flatten(one) === flatten(other)

/** A short description of what differs. */
export const difference = (before: Look, after: Look): string => {
  const names = (['shell', 'settings', 'hosts', 'network', 'machine', 'inventory', 'emulators'] as const).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const files = JSON.stringify([...before.files]) === JSON.stringify([...after.files]) ? [] : ['files']
  return [...names, ...files].join(', ')
}
