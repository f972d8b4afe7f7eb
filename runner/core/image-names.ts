/** A line as it is written, with `\u0000` for each value that is known only when it runs. */
export const unknownValue = '\u0000'

/** Options between `docker` and its command; these have a value. */
const globalOptions = String.raw`(?:(?:(?:-H|-c|-l|--host|--context|--config|--log-level|--tls\w+)[ =]\S+|-\S+)\s+)*`
const fetching = new RegExp(
  String.raw`\bdocker(?:\.exe)?\s+${globalOptions}(?:(?:container|image|service)\s+)?(?:run|create|pull)\s+([^\n;|&)]*)`,
  'g',
)
const from = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?/gim
/** An image of which a build copies files; a number or a name may be a stage of the build itself. */
const copied = /^[ \t]*COPY[ \t]+(?:--\S+[ \t]+)*?--from=(\S+)/gim
/** A service of Compose. */
const composed = /^[ \t]+image:[ \t]*["']?([^\s"'#]+)/gm
const word = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g

/** Options of `docker run`, `create` and `pull` that have no value. */
const switches = new Set([
  ...['all-tags', 'detach', 'disable-content-trust', 'help', 'init', 'interactive', 'no-healthcheck'],
  ...['oom-kill-disable', 'privileged', 'publish-all', 'quiet', 'read-only', 'rm', 'sig-proxy', 'tty'],
])
const shortSwitches = /^-[ditPq]*/

/** Whether the word after an option is its value. */
const takesNextWord = (option: string): boolean => {
  if (option.startsWith('--')) return !option.includes('=') && !switches.has(option.slice(2))
  return option.replace(shortSwitches, '').length === 1
}

/** The first word that is neither an option nor the value of one. */
const imageOf = (words: readonly string[]): string | undefined => {
  const at = words.findIndex((each, index) => {
    const before = words[index - 1]
    return !each.startsWith('-') && !(before?.startsWith('-') === true && takesNextWord(before))
  })
  return words[at]?.replace(/^['"]|['"]$/g, '')
}

/** The images that `docker run`, `create` and `pull` name in a line, and those that a Dockerfile or Compose names. */
export const imagesIn = (text: string): readonly string[] => {
  const line = text.replaceAll('\\\n', ' ')
  const fetched = [...line.matchAll(fetching)].map(([, rest = '']) => imageOf(rest.match(word) ?? []))
  const bases = [...line.matchAll(from)]
  const stages = new Set(bases.map(([, , stage]) => stage))
  const isStage = (image = ''): boolean => image === 'scratch' || stages.has(image) || /^\d+$/.test(image)
  const built = [...bases, ...line.matchAll(copied)].map(([, image]) => image).filter((image) => !isStage(image))
  const services = [...line.matchAll(composed)].map(([, image]) => image)
  return [...fetched, ...built, ...services].filter((image) => image !== undefined)
}

const made = [
  /\bdocker\s+(?:buildx\s+|image\s+)?build\b[^\n;|&]*?\s(?:-t|--tag)[ =]([^\s;&|)]+)/g,
  /\bdocker\s+(?:image\s+)?(?:tag|import)\s+\S+\s+([^\s;&|)]+)/g,
  /\bdocker\s+(?:container\s+)?commit\b[^\n;|&]*\s([^\s;&|)]+)/g,
]

/** The names that a line gives to images of its own. */
export const imagesMadeIn = (text: string): readonly string[] => {
  const line = text.replaceAll('\\\n', ' ')
  return made.flatMap((pattern) => [...line.matchAll(pattern)].map(([, name = '']) => name))
}

/** Whether a name always refers to the same version: it has a digest, or a tag other than `latest`. */
export const isPinned = (image: string): boolean => {
  if (image.includes('@')) return true
  const tag = /:([^:/]+)$/.exec(image)?.[1]
  return tag !== undefined && tag !== 'latest'
}
