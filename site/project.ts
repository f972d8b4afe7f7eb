import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Manifest {
  readonly homepage: string
  readonly repository: { readonly url: string }
}

/** From the folder in which the site is built: the root of the repository. */
const manifest = JSON.parse(
  readFileSync(fileURLToPath(new URL('package.json', `file://${process.cwd()}/`)), 'utf8'),
) as Manifest // ours

/** What `git clone` takes. */
export const cloneUrl = manifest.repository.url.replace(/^git\+/, '')
/** The repository in a browser, without a slash at its end. */
export const repositoryUrl = cloneUrl.replace(/\.git$/, '')
/** Where the site is published. */
export const siteUrl = manifest.homepage
