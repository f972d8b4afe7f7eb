import type Docker from 'dockerode'
import { askProgram } from '../../host/program.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import type { Endpoint, Environment } from './endpoint.ts'

/** The engine's versions for the report, so that a result can be reproduced. */
export const describeEngine = async (
  engine: Docker,
  { host, namedBy }: Endpoint,
  env: Environment,
): Promise<TargetFacts> => {
  const [{ ServerVersion, OperatingSystem, KernelVersion, Architecture, Driver }, client] = await Promise.all([
    infoOf(engine),
    clientVersion(env),
  ])
  return {
    id: 'engine',
    description: `engine: ${namedBy.en}, Docker ${ServerVersion}`,
    details: {
      endpoint: host,
      engine: ServerVersion,
      system: OperatingSystem,
      kernel: KernelVersion,
      architecture: Architecture,
      storage: Driver,
      client,
    },
  }
}

/** The response of `/info`, which dockerode does not type. */
interface Info {
  readonly ServerVersion: string
  readonly OperatingSystem: string
  readonly KernelVersion: string
  readonly Architecture: string
  readonly Driver: string
}

// The engine's API, version 1.24 and later.
const infoOf = async (engine: Docker): Promise<Info> => (await engine.info()) as Info

const clientVersion = async (env: Environment): Promise<string> => {
  const { stdout, failed } = await askProgram('docker', ['--version'], { env })
  return failed ? 'unknown' : stdout.replace(/^Docker version /, '')
}
