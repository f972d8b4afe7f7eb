import { createHash } from 'node:crypto'

const quoted = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`

const all = (html: string, pattern: RegExp): readonly string[] =>
  [...new Set([...html.matchAll(pattern)].map((match) => quoted(match[1] ?? '')))].sort()

/** Decodes an attribute as a browser does before it hashes it; these are the entities that Astro writes. */
const unescapeAttribute = (html: string): string =>
  html.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

const attributes = (html: string): readonly string[] =>
  [
    ...new Set(
      [...html.matchAll(/<[a-z][^<>]*?\sstyle="([^"]*)"/gi)].map((match) => quoted(unescapeAttribute(match[1] ?? ''))),
    ),
  ].sort()

/** For the worker in which the search runs: a worker has the policy that it was sent with, not its page’s. */
export const workerPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'"

/** For everything that is not a page. */
export const barePolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * The Content-Security-Policy of one built page: scripts and styles from this server, and exactly the inline ones that
 * the page was built with, by their hashes. So output of a step can never become a script.
 */
export const policyOf = (html: string): string => {
  const scripts = all(html, /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi)
  const styles = all(html, /<style[^>]*>([\s\S]*?)<\/style>/gi)
  const inAttributes = attributes(html)
  return [
    "default-src 'none'",
    // WebAssembly: the search. It compiles a module from this server, and never a text.
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    ...(inAttributes.length === 0 ? [] : [["style-src-attr 'unsafe-hashes'", ...inAttributes].join(' ')]),
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
