import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { proxyExceptions } from '../host/proxies.ts'
import type { QemuMachine } from '../machines/qemu/index.ts'
import { quote } from '../quote.ts'
import type { Environment } from './config.ts'
import { certificateFolder, type Context } from './context.ts'
import type { ShellKind } from './calling-shell.ts'

/** What the Docker client needs to know, in an order that does not change. */
export type ClientVariables = Readonly<Record<'DOCKER_HOST' | 'DOCKER_CERT_PATH' | 'DOCKER_TLS_VERIFY', string>>

const enginePort = 2376

/** Puts the client's certificates where the original put them, saying so, and yields the client's variables. */
export const prepareClient = async ({ config, say }: Context, machine: QemuMachine): Promise<ClientVariables> => {
  const folder = certificateFolder(config)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) {
    say(`Writing ${join(folder, name)}\n`)
    await writeFile(join(folder, name), await readFile(join(machine.files.tls, name)), { mode: 0o600 })
  }
  const { spec } = await machine.record()
  return { DOCKER_HOST: `tcp://${spec.hostOnly.guest}:${enginePort}`, DOCKER_CERT_PATH: folder, DOCKER_TLS_VERIFY: '1' }
}

/** The variables that are not set yet, `no_proxy` included: a proxy cannot reach the VM. */
export const missingVariables = (wanted: ClientVariables, env: Environment): Readonly<Record<string, string>> => {
  const isSet = Object.entries(wanted).every(([name, value]) => env[name] === value)
  const exceptions = proxyExceptions(env, new URL(wanted.DOCKER_HOST).hostname)
  return { ...(isSet ? {} : wanted), ...exceptions }
}

/** Lines for the reader's shell, indented like the original's. */
export const shellLines = (variables: Readonly<Record<string, string>>, shell: ShellKind): string =>
  Object.entries(variables)
    .map(([name, value]) =>
      shell === 'fish' ? `    set -x ${name} ${quote(value)};\n` : `    export ${name}=${quote(value)}\n`,
    )
    .join('')
