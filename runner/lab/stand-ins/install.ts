import { createReadStream } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RunnerError } from '../../errors.ts'
import { runLong } from '../../host/long-program.ts'
import { readControl, type StoredPackage } from '../../packages/index.ts'
import { quote } from '../../quote.ts'
import { sourceDateEpoch, suite } from '../image/build/recipe.ts'
import type { Progress } from '../image/image.ts'

const hint = 'sudo apt-get install mmdebstrap uidmap'

export interface Installation {
  /** All packages to install, from the cache: no other index and no network is used. */
  readonly packages: readonly StoredPackage[]
  /** The resulting tar archive. */
  readonly to: string
  /** An installed Debian to install on top of, and the paths in it to hide meanwhile. */
  readonly onTopOf?: { readonly tar: string; readonly without: readonly string[] }
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Installs a working Debian, or packages on top of one, into a tar archive, in a user namespace (mmdebstrap). Manuals,
 * translations and character-set tables are left out. RunnerError('blocked') without the program, 'broken' when it
 * fails.
 */
export const installPackages = async (installation: Installation): Promise<void> => {
  const { packages, onTopOf } = installation
  const server = await serveArchive(packages)
  try {
    // Listening on TCP.
    const source = `deb [trusted=yes] http://127.0.0.1:${(server.address() as AddressInfo).port}/ ./`
    await mmdebstrap(
      [
        ...(onTopOf === undefined ? ['--variant=apt'] : layOut(onTopOf)),
        ...['--mode=unshare', '--format=tar', '--skip=output/dev,output/mknod', '--architectures=amd64'],
        ...leftOut.map((glob) => `--dpkgopt=path-exclude=${glob}`),
        '--dpkgopt=path-include=/usr/share/doc/*/copyright',
        `--include=${packages.map(({ name }) => name).join(',')}`,
        // The settings of this computer's apt must not apply.
        ...['APT::Install-Recommends "false"', 'Acquire::Languages "none"', 'Acquire::http::Proxy "DIRECT"'].map(
          (option) => `--aptopt=${option}`,
        ),
      ],
      source,
      installation,
    )
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The archives have no /dev, but the packages' scripts need /dev/null. */
const layOut = ({ tar, without }: NonNullable<Installation['onTopOf']>): readonly string[] => [
  ...['--variant=custom', `--setup-hook=tar-in ${quote(tar)} /`, '--setup-hook=mkdir -p "$1/dev"'],
  ...without.map((path) => `--setup-hook=rm "$1/${path}"`),
]

const leftOut = ['doc', 'man', 'info', 'locale', 'lintian']
  .map((name) => `/usr/share/${name}/*`)
  .concat('/usr/lib/*/gconv/*')

/** A flat repository (sources.list(5)) of exactly these packages, on loopback, so that apt finds nothing else. */
const serveArchive = async (packages: readonly StoredPackage[]): Promise<Server> => {
  const stanzas = await Promise.all(
    packages.map(
      async ({ file, sha256, size }) =>
        `${await readControl(file)}\nFilename: ./${sha256}.deb\nSize: ${size}\nSHA256: ${sha256}\n`,
    ),
  )
  const list = stanzas.join('\n')
  const files = new Map(packages.map(({ file, sha256 }) => [`/${sha256}.deb`, file]))
  const server = createServer(({ url = '' }, response) => {
    const path = url.replace(/^\/\.\//, '/')
    const file = files.get(path)
    if (path === '/Packages') response.end(list)
    else if (file === undefined) response.writeHead(404).end()
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

const mmdebstrap = async (
  how: readonly string[],
  source: string,
  { to, progress, signal }: Installation,
): Promise<void> => {
  const env = { LC_ALL: 'C', SOURCE_DATE_EPOCH: `${sourceDateEpoch}` }
  const onErrorLine = (line: string): void => {
    if (line.startsWith('I: ')) progress({ text: line.slice('I: '.length) })
  }
  const answer = await runLong('mmdebstrap', [...how, suite, to, source], { hint, signal, env, onErrorLine })
  if (answer.exitCode === 0) return
  throw new RunnerError('broken', `Debian’s packages could not be installed: ${lastComplaints(answer.stderr)}`, {
    hint: 'npx shipshape doctor',
    cause: answer,
  })
}

/** Error messages begin with a letter; apt's come before mmdebstrap's. */
const lastComplaints = (output: string): string => {
  const lines = output.trim().split('\n')
  const complaints = lines.filter((line) => /^(?:E|Err)\b/.test(line))
  return (complaints.length > 0 ? complaints : lines).slice(0, 3).join(' ')
}
