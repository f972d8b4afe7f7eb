import type { Playbook } from './model/index.ts'
import { armOnMac } from './arm-on-mac.ts'
import { boot2docker } from './boot2docker.ts'
import { dockerBasics } from './docker-basics.ts'
import { dockerForMac } from './docker-for-mac.ts'
import { windowsOnFusion } from './windows-on-fusion.ts'

/** All guides, in the order in which a reader learns. */
export const playbooks: readonly Playbook[] = [
  // One a line.
  boot2docker,
  dockerBasics,
  dockerForMac,
  armOnMac,
  windowsOnFusion,
]
