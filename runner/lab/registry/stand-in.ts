import type { ContainerConfig } from './oci.ts'
import { makeMember, type Member, type NewMember } from './tar.ts'

/** Says, on every image, that it is not the one of that name on Docker Hub, and what it is instead. */
export const standInLabel = 'dev.shipshape.stand-in'

/** The images under the names that a guide types, for whoever tells the reader what was used. */
export const standInImages: readonly string[] = [
  ...['debian:13', 'nginx:1.26', 'busybox:1.37', 'hello-world:latest', 'registry:2', 'httpd:2.4'],
  ...['tonistiigi/binfmt:qemu-v9.2.2', 'arm32v7/busybox:1.37', 'arm64v8/busybox:1.37'],
]

const folders = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** How a container of a stand-in runs; `before` are folders of programs that come first. */
export const config = (madeOf: string, rest: Omit<ContainerConfig, 'Labels'>, before = ''): ContainerConfig => ({
  Env: [`PATH=${before}${folders}`],
  ...rest,
  Labels: { [standInLabel]: madeOf },
})

/** A hand-made file system, all root's. */
export const filesFor = (epoch: number) => (files: readonly NewMember[]): readonly Member[] => files.map((file) => makeMember(file, epoch))

export const folder = (name: string, mode = 0o755): NewMember => ({ path: name, kind: 'folder', mode })
export const textFile = (name: string, content: string, mode = 0o644): NewMember => ({ path: name, kind: 'file', mode, data: Buffer.from(content) })
export const program = (name: string, data: Buffer): NewMember => ({ path: name, kind: 'file', mode: 0o755, data })
export const link = (name: string, target: string): NewMember => ({ path: name, kind: 'link', mode: 0o777, target })
