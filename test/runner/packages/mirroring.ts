import type { LockedPackage } from '../../../runner/packages/lock.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { type Listed, locked, makeKey, mirrorOf, type TestSuite, type TestSuites } from './repository.ts'
import { sendsFiles, serve, type Server } from './server.ts'
import { archivesAt, type Obtained, obtaining } from './storing.ts'

/** What Debian's key is elsewhere. */
export const key = await makeKey()

/** A package whose content is its name and its version. */
export const made = (name: string, version: string, more: Partial<LockedPackage> = {}): LockedPackage =>
  locked({ name, version, path: `debian/pool/${name}_${version}.deb`, ...more }, `${name} ${version}`)

/** A version that no mirror here has in its pool, and one that some have. */
export const dropped = made('tool', '1.0')
export const newer = made('tool', '1.1')

/** A mirror that has these packages in its pool, and suites. */
export const mirror = async (pool: readonly LockedPackage[], suites: TestSuites): Promise<Server> => {
  const files = await mirrorOf(key, suites)
  for (const { path, name, version } of pool) files.set(`/${path}`, Buffer.from(`${name} ${version}`))
  return serve(sendsFiles(files))
}

export const suite = (...packages: readonly Listed[]): TestSuite => ({ key, packages: { amd64: packages } })

export const obtain = async (wanted: readonly LockedPackage[], ...servers: readonly Server[]): Promise<Obtained> =>
  obtaining(wanted, temporaryFolder(), archivesAt(...servers.map(({ url }) => url)), { keys: [key.publicKey] })

export const versions = ({ stored }: Obtained): readonly string[] => stored.map(({ version }) => version)
