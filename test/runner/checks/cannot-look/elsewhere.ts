import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineAddress } from '../../../../runner/checks/look/address.ts'
import type { Observation } from '../../../../runner/contract/observation.ts'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const program = join(import.meta.dirname, 'look-once.ts')
const nobody = 65_534

const run = (
  prefix: readonly string[],
  check: ActualWorldCheck,
  engine: EngineAddress | undefined,
  { home = '/', ...user }: { readonly uid?: number; readonly gid?: number; readonly home?: string } = {},
): Promise<Observation> =>
  new Promise((resolve, reject) => {
    const [file, ...args] = [
      ...[...prefix, process.execPath, '--disable-warning=ExperimentalWarning', program],
      JSON.stringify({ check, engine }),
    ]
    execFile(
      file,
      args,
      { ...user, cwd: '/', env: { PATH: process.env['PATH'], HOME: home } },
      (error, stdout, stderr) => {
        if (error === null)
          resolve(JSON.parse(stdout) as Observation) // look-once.ts prints it
        else reject(new Error(stderr, { cause: error }))
      },
    )
  })

/** A look by a user to whom nothing here belongs: root may do everything, so it becomes another. */
export const asNobody = (check: ActualWorldCheck, engine?: EngineAddress, home?: string): Promise<Observation> =>
  run([], check, engine, {
    ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}),
    ...(home === undefined ? {} : { home }),
  })

const noNames = join(import.meta.dirname, '../../../../runner/lab/network/serve-no-names.ts')

/** A look from where the only name server knows no name, in a network namespace. */
export const amongNoNames = (check: ActualWorldCheck): Promise<Observation> =>
  inNamespace(
    check,
    undefined,
    `'${process.execPath}' '${noNames}' /dev/null & until grep -q ':0035 ' /proc/net/udp; do sleep 0.1; done`,
  )

/** A look from where the only name server is down, in a network namespace. */
export const withoutNames = (check: ActualWorldCheck, engine?: EngineAddress): Promise<Observation> =>
  inNamespace(check, engine, ':')

const inNamespace = (
  check: ActualWorldCheck,
  engine: EngineAddress | undefined,
  before: string,
): Promise<Observation> => {
  const settings = join(temporaryFolder(), 'resolv.conf')
  writeFileSync(settings, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
  const script = `mount --bind "$0" "$(readlink -f /etc/resolv.conf)"; ip link set lo up; ${before}; exec "$@"`
  const prefix = [
    'unshare',
    '--user',
    '--map-root-user',
    '--net',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    'sh',
    '-c',
    script,
    settings,
  ]
  return run(prefix, check, engine)
}
