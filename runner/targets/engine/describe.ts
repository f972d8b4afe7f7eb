import type Docker from 'dockerode'
import { z } from 'zod'
import { engineAnswer } from '../../checks/look/engine-object.ts'
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

/** Of the answer of `/info`, in the engine's API of version 1.24 and later. */
const infoSchema = z.object({
  ...{ ServerVersion: z.string(), OperatingSystem: z.string(), KernelVersion: z.string() },
  ...{ Architecture: z.string(), Driver: z.string() },
})

const infoOf = async (engine: Docker): Promise<z.infer<typeof infoSchema>> =>
  engineAnswer(infoSchema, await engine.info())

const clientVersion = async (env: Environment): Promise<string> => {
  const { stdout, failed } = await askProgram('docker', ['--version'], { env })
  return failed ? 'unknown' : stdout.replace(/^Docker version /, '')
}
