import lighthouse from 'lighthouse'

/** The categories of Lighthouse. Speed depends on what else the computer does, so only a bench asks for it. */
export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'

export interface Judged {
  /** 0 to 100, by category. */
  readonly scores: { readonly [category in Category]?: number }
  /** What costs points, by name. */
  readonly weak: readonly string[]
  /** Cumulative Layout Shift. */
  readonly cls: number
  /** Largest Contentful Paint, in milliseconds, as simulated for a slow phone. */
  readonly lcp: number
}

/** Lighthouse's judgement of a page, by the browser whose protocol is at this port. */
export const judge = async (url: string, port: number, categories: readonly Category[]): Promise<Judged> => {
  const result = await lighthouse(url, {
    ...{ port, logLevel: 'error', output: 'json', onlyCategories: [...categories] },
    // What a host has to do, not a page: the tests serve by HTTP under the name of another host.
    skipAudits: ['is-on-https', 'redirects-http'],
  })
  if (result === undefined) throw new Error(`Lighthouse returned nothing for ${url}.`)
  const { audits, categories: judged, runtimeError } = result.lhr
  // It has zeros in place of what it could not measure.
  if (runtimeError !== undefined) throw new Error(`Lighthouse could not judge ${url}: ${runtimeError.message}`)
  const weighty = new Set(
    Object.values(judged).flatMap(({ auditRefs }) => auditRefs.flatMap(({ id, weight }) => (weight > 0 ? [id] : []))),
  )
  return {
    scores: Object.fromEntries(categories.map((name) => [name, Math.round((judged[name]?.score ?? 0) * 100)])),
    weak: Object.values(audits).flatMap(({ id, score }) =>
      weighty.has(id) && score !== null && score < 1 ? [id] : [],
    ),
    cls: audits['cumulative-layout-shift']?.numericValue ?? 0,
    lcp: audits['largest-contentful-paint']?.numericValue ?? 0,
  }
}
