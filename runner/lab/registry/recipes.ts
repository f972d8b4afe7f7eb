import { readFile } from 'node:fs/promises'
import type { ContainerConfig, Layer } from './oci.ts'
import { packImage, packLayer } from './oci.ts'
import { addedBy, withoutLitter } from './layers.ts'
import { sayingProgram } from './hello.ts'
import type { NamedImage } from './storage.ts'
import { makeMember, readTar, type Member, type NewMember } from './tar.ts'

/** Says, on every image, that it is not the one of that name on Docker Hub, and what it is instead. */
export const standInLabel = 'dev.shipshape.stand-in'

/** The images under the names that a guide types, for whoever tells the reader what was used. */
export const standInImages: readonly string[] = ['debian:13', 'nginx:1.26', 'busybox:1.37', 'hello-world:latest']

const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

const config = (madeOf: string, rest: Omit<ContainerConfig, 'Labels'>): ContainerConfig => ({ Env: [path], ...rest, Labels: { [standInLabel]: madeOf } })

/** A hand-made file system, all root's. */
const filesFor = (epoch: number) => (files: readonly NewMember[]): readonly Member[] => files.map((file) => makeMember(file, epoch))

const folder = (name: string, mode = 0o755): NewMember => ({ path: name, kind: 'folder', mode })
const textFile = (name: string, content: string, mode = 0o644): NewMember => ({ path: name, kind: 'file', mode, data: Buffer.from(content) })

export const debianLayer = async (tar: string): Promise<Layer> => packLayer(withoutLitter(readTar(await readFile(tar))))

export const debianImage = (layer: Layer, epoch: number): NamedImage => ({
  repository: 'library/debian',
  tags: ['13', 'trixie', 'latest'],
  image: packImage([layer], config('Debian 13 (trixie), made by mmdebstrap from Debian’s packages, without manuals and translations', { Cmd: ['bash'] }), epoch),
})

/**
 * Debian's nginx on the layer of debian:13. Paths are as in the image of that name on Docker Hub, because guides mount
 * folders there: pages in /usr/share/nginx/html, servers in /etc/nginx/conf.d, logs to the container's output.
 */
export const nginxImage = async (tars: { readonly debian: string; readonly nginx: string }, below: Layer, epoch: number): Promise<NamedImage> => {
  const [lower, upper] = await Promise.all([tars.debian, tars.nginx].map(async (tar) => withoutLitter(readTar(await readFile(tar)))))
  const debians = addedBy(upper ?? [], lower ?? []).filter((member) => member.path !== 'etc/nginx/sites-enabled/default')
  const ours = filesFor(epoch)([
    textFile('etc/nginx/conf.d/default.conf', nginxServer),
    folder('var/log/nginx'),
    { path: 'var/log/nginx/access.log', kind: 'link', mode: 0o777, target: '/dev/stdout' },
    { path: 'var/log/nginx/error.log', kind: 'link', mode: 0o777, target: '/dev/stderr' },
  ])
  const madeOf = 'Debian 13’s nginx package on debian:13, with the paths of Docker Hub’s nginx'
  const run = { Cmd: ['nginx', '-g', 'daemon off;'], ExposedPorts: { '80/tcp': {} }, StopSignal: 'SIGQUIT' }
  return {
    repository: 'library/nginx',
    tags: ['1.26', 'latest'],
    image: packImage([below, await packLayer([...debians, ...ours])], config(madeOf, run), epoch),
  }
}

const nginxServer = `server {
    listen 80;
    server_name localhost;
    location / {
        root /usr/share/nginx/html;
        index index.html index.htm;
    }
}
`

/** Debian's static busybox under all its names. */
export const busyboxImage = async (program: Buffer, applets: readonly string[], epoch: number): Promise<NamedImage> => {
  const names = applets.filter((name) => name !== 'busybox').map((name): NewMember => ({ path: `bin/${name}`, kind: 'hard-link', mode: 0o755, target: 'bin/busybox' }))
  const layer = await packLayer(
    filesFor(epoch)([
      ...['bin', 'dev', 'etc', 'home', 'root', 'usr', 'var'].map((name) => folder(name)),
      folder('tmp', 0o1777),
      { path: 'bin/busybox', kind: 'file', mode: 0o755, data: program },
      ...names,
      { path: 'usr/bin', kind: 'link', mode: 0o777, target: '../bin' },
      textFile('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n'),
      textFile('etc/group', 'root:x:0:\nnogroup:x:65534:\n'),
    ]),
  )
  return {
    repository: 'library/busybox',
    tags: ['1.37', 'latest'],
    image: packImage([layer], config('Debian 13’s busybox-static package', { Cmd: ['sh'] }), epoch),
  }
}

export const helloImage = async (epoch: number): Promise<NamedImage> => {
  const hello = { path: 'hello', kind: 'file', mode: 0o755, data: sayingProgram(helloText) } as const
  return {
    repository: 'library/hello-world',
    tags: ['latest', 'linux'],
    image: packImage([await packLayer(filesFor(epoch)([hello]))], config('a program of 37 bytes that Shipshape writes', { Cmd: ['/hello'] }), epoch),
  }
}

const helloText = `
Hello from Docker!
This message shows that your installation appears to be working correctly.
(It comes from Shipshape's stand-in for hello-world, which did the same: the
client asked the daemon, the daemon pulled the image, started a container of
it, and sent you what the container said.)

`
