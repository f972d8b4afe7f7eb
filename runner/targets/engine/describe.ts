import type Docker from 'dockerode'
import { z } from 'zod'
import { engineAnswer } from '../../checks/look/engine-object.ts'
import { askProgram } from '../../host/program.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import type { Endpoint, Environment } from './endpoint.ts'
import { productOf } from './product.ts'

/** The engine's product and versions for the report, so that a result can be reproduced. */
export const describeEngine = async (
  engine: Docker,
  { host, namedBy }: Endpoint,
  env: Environment,
): Promise<TargetFacts> => {
  const [info, components, client] = await Promise.all([infoOf(engine), componentsOf(engine), clientVersion(env)])
  const product = productOf({ name: info.Name, system: info.OperatingSystem, components })
  return {
    id: 'engine',
    description: `engine: ${product} (engine ${info.ServerVersion}), ${namedBy.en}`,
    details: {
      product,
      endpoint: host,
      engine: info.ServerVersion,
      system: info.OperatingSystem,
      kernel: info.KernelVersion,
      architecture: info.Architecture,
      storage: info.Driver,
      images: imageStoreOf(info),
      rights: info.SecurityOptions?.includes('name=rootless') === true ? 'rootless' : 'root',
      client,
    },
  }
}

/** Of the answer of `/info`, in the engine's API of version 1.24 and later. */
const infoSchema = z.object({
  ...{ ServerVersion: z.string(), OperatingSystem: z.string(), KernelVersion: z.string() },
  ...{ Architecture: z.string(), Driver: z.string(), Name: z.string() },
  DriverStatus: z.array(z.array(z.string())).nullish(),
  SecurityOptions: z.array(z.string()).nullish(),
})
type Info = z.infer<typeof infoSchema>

const infoOf = async (engine: Docker): Promise<Info> => engineAnswer(infoSchema, await engine.info())

/** Where containerd keeps them, the status names its snapshotter (Docker: “containerd image store”). */
const imageStoreOf = ({ DriverStatus }: Info): string =>
  DriverStatus?.some(([, value]) => value?.startsWith('io.containerd.snapshotter') === true) === true
    ? 'containerd'
    : 'classic'

const versionSchema = z.object({ Components: z.array(z.object({ Name: z.string() })).nullish() })

const componentsOf = async (engine: Docker): Promise<readonly string[]> =>
  (engineAnswer(versionSchema, await engine.version()).Components ?? []).map(({ Name }) => Name)

const clientVersion = async (env: Environment): Promise<string> => {
  const { stdout, failed } = await askProgram('docker', ['--version'], { env })
  return failed ? 'unknown' : stdout.replace(/^Docker version /, '')
}
