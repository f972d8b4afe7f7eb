import type Docker from 'dockerode'
import { execa } from 'execa'
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

const infoOf = async (engine: Docker): Promise<Info> => (await engine.info()) as Info // the engine's API, version 1.24 and later

const clientVersion = async (env: Environment): Promise<string> => {
  const { stdout, failed } = await execa('docker', ['--version'], { env, extendEnv: false, reject: false })
  return failed ? 'unknown' : stdout.replace(/^Docker version /, '')
}
