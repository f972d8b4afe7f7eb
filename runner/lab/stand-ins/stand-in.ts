import type { PackageTree, StoredPackage } from '../../packages/index.ts'
import type { PartPackages } from '../../packages/renew.ts'
import type { Progress } from '../image/image.ts'
import type { Draft } from './kept.ts'
import type { ContainerConfig } from './oci.ts'
import { makeMember, type Member, type NewMember } from './tar.ts'

/** An image as guides name it; with a platform, one of several under that name. */
export interface ImageName {
  /** `nginx:1.26` */
  readonly name: string
  /** As `--platform` takes it: `linux/arm/v7`. */
  readonly platform?: string
}

/** One stand-in, built, stored and served independently. */
export interface StandIn {
  /** `stand-in/nginx`: also its part of the lock. */
  readonly id: string
  readonly images: readonly ImageName[]
  /** Its packages; absent when it needs none. */
  readonly packages?: PartPackages
  /** The stand-in that it is based on. */
  readonly after?: string
  /** Whether its content depends on the lab's own key. */
  readonly isSigned?: true
  readonly make: (work: StandInWork) => Promise<void>
}

export interface StandInWork {
  /** Its own packages, in the order of the lock. */
  readonly packages: readonly StoredPackage[]
  /** The folder of the stand-in that it comes after. */
  readonly below: string
  /** The folder of the lab's key. */
  readonly keys: string
  /** A temporary folder. */
  readonly work: string
  readonly draft: Draft
  readonly epoch: number
  readonly progress: Progress
  readonly signal: AbortSignal
  /** The packages' files in memory; `wants` chooses by path. */
  readonly tree: (wants: (path: string) => boolean) => Promise<PackageTree>
}

/** The label of every image, which says that it is not the image of that name on Docker Hub. */
export const standInLabel = 'dev.shipshape.stand-in'

const folders = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The run configuration of a stand-in. */
export const config = (madeOf: string, rest: Omit<ContainerConfig, 'Labels'>): ContainerConfig => ({
  Env: [`PATH=${folders}`],
  ...rest,
  Labels: { [standInLabel]: madeOf },
})

/** A file system from members, owned by root. */
export const filesFor =
  (epoch: number) =>
  (files: readonly NewMember[]): readonly Member[] =>
    files.map((file) => makeMember(file, epoch))

export const folder = (name: string, mode = 0o755): NewMember => ({ path: name, kind: 'folder', mode })
export const textFile = (name: string, content: string, mode = 0o644): NewMember => ({
  path: name,
  kind: 'file',
  mode,
  data: Buffer.from(content),
})
export const program = (name: string, data: Buffer): NewMember => ({ path: name, kind: 'file', mode: 0o755, data })
export const link = (name: string, target: string): NewMember => ({ path: name, kind: 'link', mode: 0o777, target })
