import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type LoadOptions, listGuides } from './load.ts'

/** Modules of `playbooks/` besides the guides that pages import. */
const besidesGuides = ['coverage', 'errata', 'troubleshooting']

/** The names of the modules that pages import. Throws RunnerError when the list of guides does not load. */
export const modulesOfPages = async (options: LoadOptions): Promise<readonly string[]> => {
  const others = besidesGuides.filter((name) => existsSync(join(options.root, 'playbooks', `${name}.ts`)))
  return [...(await listGuides(options)).map(({ id }) => id), ...others]
}
