import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..')
/** The workflow for GitHub, from the root. */
export const githubFile = '.github/workflows/proof.yml'
/** The pipeline for GitLab, from the root. */
export const gitlabFile = '.gitlab-ci.yml'

const github = z.object({
  jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.string().optional() })) })),
})
const gitlabJob = z.object({
  script: z.array(z.string()),
  parallel: z.object({ matrix: z.array(z.object({ GUIDE: z.array(z.string()) })) }).optional(),
})

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

const gitlabJobs = (): readonly z.infer<typeof gitlabJob>[] =>
  Object.values(z.record(z.string(), z.unknown()).parse(parse(textOf(gitlabFile)))).flatMap(
    (value) => gitlabJob.safeParse(value).data ?? [],
  )

/** Each command line of both, once. */
export const commandLines = (): readonly string[] => {
  const ofGithub = Object.values(github.parse(parse(textOf(githubFile))).jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  )
  return [...new Set([...ofGithub, ...gitlabJobs().flatMap(({ script }) => script)])]
}

/** The guides of GitLab's matrix, which has to list them. */
export const gitlabGuides = (): readonly string[] =>
  gitlabJobs().flatMap(({ parallel }) => parallel?.matrix.flatMap(({ GUIDE }) => GUIDE) ?? [])
