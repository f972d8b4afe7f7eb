import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NotLoaded } from './not-loaded-text.ts'
import { type LoadOptions, examineGuides, listGuides } from './load.ts'

/** A module of `playbooks/` that pages import and that does not load: a guide, or what refers to guides. */
export type BrokenModule = NotLoaded

const besidesGuides = ['errata', 'troubleshooting']

/** All of them; empty when every page can be shown. Throws RunnerError when the list of guides does not load. */
export const brokenModules = async (options: LoadOptions): Promise<readonly BrokenModule[]> => {
  const others = besidesGuides.filter((name) => existsSync(join(options.root, 'playbooks', `${name}.ts`)))
  const ids = (await listGuides(options)).map(({ id }) => id)
  const examined = await examineGuides(options, [...ids, ...others])
  return examined.map(({ notLoaded }) => notLoaded).filter((each) => each !== undefined)
}
