import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { delimiter, join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { Playbook } from '../../../../playbooks/model/index.ts'
import { standInLabel } from '../../../../runner/lab/stand-ins/index.ts'
import { playbookOf } from '../../../fixtures/playbooks.ts'

/**
 * Doubles: an engine that speaks the few calls of Docker's API that are asked of it, over a real unix socket, and a
 * `docker` that is a shell script. A real client and a real engine are in playbooks/docker-for-mac.lab.test.ts.
 */
const info = {
  ServerVersion: '29.0.0',
  OperatingSystem: 'Docker Desktop',
  KernelVersion: '6.12.54-linuxkit',
  Architecture: 'aarch64',
  Driver: 'overlayfs',
  DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
  Name: 'docker-desktop',
}
/** How an engine answers when it is asked for an image of a registry. */
const registries: Record<string, readonly [number, string]> = {
  'nginx:1.26': [500, 'Get "https://registry-1.docker.io/v2/": lookup registry-1.docker.io: no such host'],
  'limited:1': [429, 'toomanyrequests: You have reached your pull rate limit'],
  'ngnix:1.26': [401, 'pull access denied, repository does not exist'],
  'nginx:1.99': [404, 'manifest unknown'],
}

const answers: Record<string, unknown> = {
  '/images/nginx:1.0/json': { Id: 'sha256:1' },
  '/images/registry:2/json': {
    RepoDigests: [`registry@sha256:${'a'.repeat(64)}`],
    Config: { Labels: { [standInLabel]: 'registry 2.8 of Debian' } },
  },
  '/images/hello-world:latest/json': { Config: { Labels: { [standInLabel]: 'a program of the lab' } } },
  '/images/busybox:1.37/json': { RepoDigests: [`busybox@sha256:${'b'.repeat(64)}`], Config: { Labels: null } },
  '/info': info,
  '/version': { Components: [{ Name: 'Engine' }, { Name: 'containerd' }] },
  '/containers/web/json': { Id: '1f', Name: '/web', State: { Status: 'running', ExitCode: 0 } },
}

export const listen = async (at: string | { readonly host: string; readonly port: number }): Promise<Server> => {
  const server = createServer((request, reply) => {
    if (request.url === '/_ping') return void reply.end('OK')
    const registry = registries[/^\/distribution\/(.*)\/json$/.exec(request.url ?? '')?.[1] ?? '']
    if (registry !== undefined) {
      reply.writeHead(registry[0], { 'content-type': 'application/json' })
      return void reply.end(JSON.stringify({ message: registry[1] }))
    }
    const answer = answers[request.url ?? '']
    reply.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    reply.end(JSON.stringify(answer ?? { message: 'no such thing' }))
  })
  await new Promise<void>((resolve) => server.listen(at, resolve))
  onTestFinished(() => void server.close())
  return server
}

export const contextOf = (host: string, name: string): string =>
  JSON.stringify({
    Name: name,
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
    TLSMaterial: {},
    Storage: { TLSPath: '/nowhere' },
  })

/** A `docker` first on the path, which knows one context. */
export const bringClient = (folder: string, host: string, name = 'desktop-linux'): void => {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(
    join(bin, 'docker'),
    `#!/bin/sh\ncase "$1" in\ncontext) echo '${contextOf(host, name)}' ;;\n--version) echo 'Docker version 29.0.0, build 1' ;;\nesac\n`,
  )
  chmodSync(join(bin, 'docker'), 0o755)
  vi.stubEnv('PATH', [bin, process.env['PATH']].join(delimiter))
}

/** A guide for the reader's own engine. */
export const guide = (...steps: Parameters<typeof playbookOf>): Playbook => ({
  ...playbookOf(...steps),
  targets: ['engine'],
  machine: 'ready',
})
