import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Observation } from '../../contract/observation.ts'
import { observeFile } from '../file/observe.ts'
import type { Observer } from '../kind.ts'

/** The used part of the file in which the client keeps a context (docker/cli, `cli/context/store`). */
const metadata = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }) }) })

/** The client keeps a context under the SHA-256 of its name. */
const fileOf = (name: string): string =>
  `~/.docker/contexts/meta/${createHash('sha256').update(name).digest('hex')}/meta.json`

/** Its endpoint, or `absent`. */
export const observe: Observer<'context'>['observe'] = async ({ name }, { absolute }) => {
  const seen = await observeFile(absolute(fileOf(name)))
  return seen.kind === 'content' ? endpointIn(seen.content) : seen
}

const endpointIn = (content: string): Observation => ({
  kind: 'content',
  content: metadata.parse(JSON.parse(content)).Endpoints.docker.Host,
})
