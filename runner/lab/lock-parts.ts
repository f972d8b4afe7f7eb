import type { PartPackages } from '../packages/renew.ts'
import { imagePackages } from './image/build/recipe.ts'
import { clientPackages } from './client/packages.ts'
import { standInPackages } from './stand-ins/index.ts'

/** Everything that the lock has to list. A part that others are based on comes first. */
export const lockParts: readonly PartPackages[] = [
  ...[imagePackages('amd64'), imagePackages('arm64')],
  ...[clientPackages('amd64'), clientPackages('arm64')],
  ...standInPackages,
]
