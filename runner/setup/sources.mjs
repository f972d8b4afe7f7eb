/**
 * Where Debian's packages come from on this computer, read from APT's own files (sources.list(5)). Pure.
 *
 * @typedef {{ readonly uri: string, readonly suites: readonly string[], readonly signedBy?: string }} Source
 */

/** @param {string} text  a file in the one-line style: `deb [options] uri suite component…` */
export const parseOneLine = (text) =>
  text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/.exec(line)
    if (match?.[2] === undefined || match[3] === undefined) return []
    const signedBy = /signed-by=(\S+)/i.exec(match[1] ?? '')?.[1]
    return [{ uri: match[2], suites: [match[3]], ...(signedBy === undefined ? {} : { signedBy }) }]
  })

/** @param {string} stanza */
const fieldsOf = (stanza) => {
  const lines = stanza.split('\n').filter((line) => !line.startsWith('#'))
  return new Map(
    lines.flatMap((line) => {
      const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line)
      return match?.[1] === undefined ? [] : [[match[1].toLowerCase(), match[2] ?? '']]
    }),
  )
}

/** @param {string} text  a file in the deb822 style */
export const parseDeb822 = (text) =>
  text.split(/\n\s*\n/).flatMap((stanza) => {
    const fields = fieldsOf(stanza)
    const uri = fields.get('uris')?.split(/\s+/)[0]
    const isOff = /^(no|false|0)$/i.test(fields.get('enabled') ?? '')
    if (uri === undefined || uri === '' || isOff || !/\bdeb\b(?!-)/.test(fields.get('types') ?? '')) return []
    const signedBy = fields.get('signed-by')
    return [
      { uri, suites: (fields.get('suites') ?? '').split(/\s+/).filter(Boolean), ...(signedBy ? { signedBy } : {}) },
    ]
  })

/**
 * The source of backports for a suite, on the mirror that serves the suite itself; undefined when none is known.
 * @param {readonly Source[]} sources
 * @param {string} codename
 */
export const backportsSource = (sources, codename) => {
  const own = sources.find((source) => source.suites.includes(codename))
  if (own === undefined) return undefined
  const signedBy = own.signedBy ?? '/usr/share/keyrings/debian-archive-keyring.gpg'
  return [
    'Types: deb',
    `URIs: ${own.uri}`,
    `Suites: ${codename}-backports`,
    'Components: main',
    `Signed-By: ${signedBy}`,
  ]
}

/** @param {readonly Source[]} sources @param {string} codename */
export const hasBackports = (sources, codename) =>
  sources.some((source) => source.suites.includes(`${codename}-backports`))
