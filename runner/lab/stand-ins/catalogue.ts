import type { PartPackages } from '../../packages/renew.ts'
import type { StandIn } from './stand-in.ts'
import { gcc } from './compiler-recipe.ts'
import { debian, nginx, python } from './recipes.ts'
import { busybox, busyboxFor, hello } from './small-recipes.ts'
import { packageMirror } from './mirror.ts'
import { binfmt, httpd, redis, registry } from './tool-recipes.ts'

/** All stand-ins for Docker Hub's images and for Debian's mirror, each built independently, in build order. */
export const standIns: readonly StandIn[] = [
  hello,
  busybox,
  busyboxFor('arm64'),
  busyboxFor('armhf'),
  binfmt,
  registry,
  httpd,
  redis,
  gcc,
  debian,
  nginx,
  python,
  packageMirror,
]

/** Their packages, for the lock. */
export const standInPackages: readonly PartPackages[] = standIns.flatMap(({ packages }) => packages ?? [])

/** The images, under the names that guides use. */
export const standInImages: readonly string[] = [
  ...new Set(standIns.flatMap(({ images }) => images.map(({ name }) => name))),
]
