/** The command-line syntax of the programs in guides. */

/** Flags of `docker` that take no value; every other long flag without `=` takes the next word. */
const dockerSwitches = new Set([
  ...[
    'detach',
    'interactive',
    'tty',
    'rm',
    'privileged',
    'publish-all',
    'init',
    'read-only',
    'all',
    'force',
    'quiet',
    'no-trunc',
    'size',
    'volumes',
    'follow',
  ],
  ...[
    'timestamps',
    'no-stream',
    'latest',
    'digests',
    'no-cache',
    'pull',
    'password-stdin',
    'internal',
    'attachable',
    'no-healthcheck',
    'no-prune',
    'tls',
    'tlsverify',
  ],
  ...[
    'debug',
    'help',
    'version',
    'link-local',
    'human',
    'details',
    'verbose',
    'archive',
    'follow-link',
    'all-tags',
    'disable-content-trust',
    'default',
    'oom-kill-disable',
    'squash',
  ],
])

/** Short flags of `docker` with a value; `*` for all of its commands. */
const dockerShort: Readonly<Record<string, string>> = {
  '*': 'f',
  run: 'pvewmhluacu',
  create: 'pvewmhluacu',
  exec: 'euw',
  build: 'tfm',
  commit: 'amc',
  ps: 'fn',
  images: 'f',
  login: 'up',
  stop: 'ts',
  restart: 'ts',
  kill: 's',
  logs: 'n',
  network: 'do',
  volume: 'do',
  inspect: 'f',
  update: 'mc',
  save: 'o',
  export: 'o',
  import: 'cm',
}

/** Where `-f` is no filter and takes nothing. */
const forceCommands = new Set(['rm', 'rmi', 'prune', 'logs', 'remove'])

/** Short and long flags with a value, of other programs. */
const others: Readonly<Record<string, readonly string[]>> = {
  curl: [
    '-o',
    '-u',
    '-H',
    '-d',
    '-X',
    '-w',
    '-m',
    '--max-time',
    '--data',
    '--user',
    '--header',
    '--request',
    '--write-out',
    '--output',
    '--retry',
    '--resolve',
    '--connect-timeout',
  ],
  ssh: ['-p', '-o', '-i', '-L', '-l', '-F'],
  ps: ['-o', '-p', '-C'],
  boot2docker: [
    '--vbox-share',
    '--memory',
    '--disksize',
    '--cpus',
    '--vm',
    '-m',
    '-s',
    '-c',
    '--sshport',
    '--dir',
    '--hostip',
    '--lowerip',
  ],
  head: ['-n', '-c'],
  tail: ['-n', '-c'],
  cut: ['-d', '-f', '-c'],
  grep: ['-A', '-B', '-C', '-e', '-m'],
  tar: ['-C', '-f'],
  htpasswd: [],
  printf: [],
}

const managed = new Set([
  'container',
  'image',
  'volume',
  'network',
  'system',
  'context',
  'builder',
  'buildx',
  'manifest',
  'plugin',
  'compose',
])

/** Whether a word is the name of a group of docker's commands: `docker container ls`. */
export const isGroup = (word: string): boolean => managed.has(word)

/** Whether a flag is followed by its value. */
export const takesValue = (program: string, subcommand: string, flag: string): boolean => {
  if (flag.includes('=')) return false
  if (program !== 'docker') return others[program]?.includes(flag) ?? false
  if (flag.startsWith('--')) return !dockerSwitches.has(flag.slice(2))
  const letter = flag.at(-1) ?? ''
  if (letter === 'f' && forceCommands.has(subcommand)) return false
  return ((dockerShort[subcommand] ?? '') + (subcommand in dockerShort ? '' : (dockerShort['*'] ?? ''))).includes(
    letter,
  )
}

/** A command that a person may type instead: its opposite, or its neighbour in the help. */
const neighbours: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  docker: {
    start: 'stop',
    stop: 'start',
    restart: 'stop',
    kill: 'stop',
    rm: 'stop',
    run: 'create',
    create: 'run',
    pause: 'unpause',
    unpause: 'pause',
    ps: 'images',
    images: 'ps',
    ls: 'prune',
    pull: 'push',
    push: 'pull',
    tag: 'rmi',
    rmi: 'inspect',
    logs: 'top',
    top: 'logs',
    exec: 'run',
    commit: 'diff',
    login: 'logout',
    logout: 'info',
    version: 'info',
    info: 'version',
    port: 'top',
    stats: 'top',
    history: 'inspect',
    inspect: 'history',
    search: 'pull',
    save: 'load',
    load: 'save',
    export: 'logs',
    rename: 'tag',
    update: 'stop',
    wait: 'stop',
    connect: 'disconnect',
    disconnect: 'connect',
    use: 'rm',
    show: 'ls',
    df: 'info',
    diff: 'logs',
    attach: 'logs',
  },
  boot2docker: {
    up: 'status',
    start: 'status',
    resume: 'status',
    save: 'status',
    down: 'status',
    status: 'ip',
    ip: 'status',
    init: 'config',
    info: 'config',
    config: 'info',
    shellinit: 'ip',
    delete: 'down',
    ssh: 'status',
    add: 'list',
    version: 'help',
  },
}

export const neighbourOf = (program: string, subcommand: string): string | undefined =>
  neighbours[program]?.[subcommand]

/** Programs that run another one. */
export const wrappers: ReadonlySet<string> = new Set(['sudo', 'exec', 'command', 'nohup', 'env'])
