import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import { type ClientCertificates, type EngineAddress, addressIn, hostInUrl } from '../../checks/look/address.ts'
import { RunnerError } from '../../errors.ts'
import { askProgram } from '../../host/program.ts'
import { destinationArguments } from '../../host/ssh-stream.ts'
import { unreachable } from './unreachable.ts'
import { isOfNoProduct, restartHint, startHint } from './start-hint.ts'

export type Environment = Readonly<Record<string, string>>

/** Where the reader's client finds its engine. */
export interface Endpoint {
  /** As the client writes it: `unix:///var/run/docker.sock`, `tcp://192.168.59.103:2376` */
  readonly host: string
  /** Where the client has it from: `context “desktop-linux”` or `DOCKER_HOST`. */
  readonly namedBy: Words
  /** A command for each kind of trouble with it. */
  readonly hints: {
    readonly start: string
    readonly restart: string
    /** Makes the client use another one. */
    readonly choose: string
    /** Gives the client certificates. */
    readonly tls: string
  }
  /** Whether nothing at its place means that it has gone for good, and not that it is to be started. */
  readonly isStaleWhenGone: boolean
  /** The same, parsed. */
  readonly at: EngineAddress
  /** The host of the ports that it publishes, for a URL. */
  readonly publishesAt: string
}

/** The used part of the output of `docker context inspect`. */
const contextSchema = z.object({
  Name: z.string(),
  Endpoints: z.object({ docker: z.object({ Host: z.string() }) }),
  TLSMaterial: z.object({ docker: z.array(z.string()).optional() }).nullish(),
  Storage: z.object({ TLSPath: z.string() }),
})

/**
 * The engine's endpoint, found as the client finds it: `DOCKER_HOST`, else the current context.
 * Throws RunnerError('blocked') that names what is missing.
 */
export const findEndpoint = async (env: Environment): Promise<Endpoint> => {
  const named = env['DOCKER_HOST'] ? await fromVariable(env['DOCKER_HOST'], env) : await fromContext(env)
  const at = addressIn(named.host, named.certificates)
  if (at.kind === 'none') throw unreachable(at.why, named)
  const { host, namedBy, hints, isStaleWhenGone } = named
  return { host, namedBy, hints, isStaleWhenGone, at, publishesAt: hostInUrl(await publishingHost(at, env)) }
}

/** What the client's settings contain. */
interface NamedEndpoint extends Pick<Endpoint, 'host' | 'namedBy' | 'hints' | 'isStaleWhenGone'> {
  readonly certificates: ClientCertificates | undefined
}

const unset = 'unset DOCKER_HOST'

const fromVariable = async (host: string, env: Environment): Promise<NamedEndpoint> => {
  const folder = env['DOCKER_CERT_PATH'] ?? join(env['HOME'] ?? homedir(), '.docker')
  const usesTls = Boolean(env['DOCKER_TLS_VERIFY'])
  return {
    host,
    namedBy: alike('DOCKER_HOST'),
    hints: {
      ...{ start: unset, restart: unset, choose: unset },
      tls: `export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=${folder}`,
    },
    isStaleWhenGone: false,
    certificates: usesTls ? await readCertificates(folder) : undefined,
  }
}

const fromContext = async (env: Environment): Promise<NamedEndpoint> => {
  const { Name, Endpoints, TLSMaterial, Storage } = contextSchema.parse(JSON.parse(await inspectContext(env)))
  const usesTls = (TLSMaterial?.docker ?? []).length > 0
  return {
    host: Endpoints.docker.Host,
    namedBy: { en: `context “${Name}”`, 'zh-cn': `上下文“${Name}”` },
    hints: {
      start: startHint(Name),
      restart: restartHint(Name),
      choose: 'docker context ls',
      tls: `docker context update ${Name} --docker "host=${Endpoints.docker.Host},ca=ca.pem,cert=cert.pem,key=key.pem"`,
    },
    isStaleWhenGone: isOfNoProduct(Name),
    certificates: usesTls ? await readCertificates(join(Storage.TLSPath, 'docker')) : undefined,
  }
}

const inspection = ['context', 'inspect', '--format', '{{json .}}']

const inspectContext = async (env: Environment): Promise<string> => {
  const { failed, stdout, stderr, isMissing } = await askProgram('docker', inspection, { env })
  if (isMissing)
    throw new RunnerError(
      'blocked',
      { en: 'The Docker client “docker” is not installed.', 'zh-cn': '没有安装 Docker 客户端 docker。' },
      { hint: 'npx shipshape doctor' },
    )
  const why = stderr.trim()
  if (failed)
    throw new RunnerError(
      'blocked',
      {
        en: `The Docker client does not report its context: ${why}`,
        'zh-cn': `无法从 Docker 客户端获取上下文：${why}`,
      },
      { hint: 'docker context ls' },
    )
  return stdout
}

const readCertificates = async (folder: string): Promise<ClientCertificates> => {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  try {
    const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')])
    return { ca, cert, key }
  } catch (cause) {
    const message = {
      en: `The client’s certificates in ${folder} cannot be read.`,
      'zh-cn': `无法读取 ${folder} 里的客户端证书。`,
    }
    throw new RunnerError('blocked', message, { hint: `ls -l ${folder}`, cause })
  }
}

/** A local engine, also one in a hidden VM, publishes on localhost. ssh may know the host by another name. */
const publishingHost = async (at: EngineAddress, env: Environment): Promise<string> => {
  if (at.kind === 'socket') return '127.0.0.1'
  if (at.kind === 'tcp') return at.host
  const { stdout } = await askProgram('ssh', ['-G', ...destinationArguments(at)], { env })
  return /^hostname (\S+)$/m.exec(stdout)?.[1] ?? at.host
}
