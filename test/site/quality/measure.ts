import type { StaticServer } from '../support/static-server.ts'
import { type Category, type Judged, judge } from './lighthouse.ts'

/** Lighthouse's judgement of a page, and of the same text in Starlight as it comes, in the same minute. */
export interface Measured {
  readonly page: string
  readonly compressed: Judged
  readonly plain: Judged
  readonly bareLcp: number
}

export interface Servers {
  readonly compressed: StaticServer
  readonly plain: StaticServer
  readonly bare: StaticServer
}

export const categories: readonly Category[] = ['performance', 'accessibility', 'best-practices', 'seo']

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

/** The medians of several judgements: a busy computer makes single ones worse. What costs points is of the best one. */
export const middle = (all: readonly Judged[]): Judged => {
  const speedOf = (each: Judged): number => each.scores.performance ?? 0
  const [best] = all.toSorted((one, other) => speedOf(other) - speedOf(one))
  return {
    scores: Object.fromEntries(categories.map((name) => [name, median(all.map(({ scores }) => scores[name] ?? 0))])),
    weak: best?.weak ?? [],
    cls: median(all.map(({ cls }) => cls)),
    lcp: median(all.map(({ lcp }) => lcp)),
  }
}

/** By a name that is not this computer’s, so that a page looks for no runner, as on a public host. */
const urlOn = ({ origin }: StaticServer, page: string): string => `http://plain.test:${new URL(origin).port}${page}`

/** Ours and the bare one take turns, so that both meet the same load. */
export const measure = async (page: string, servers: Servers, port: number, runs: number): Promise<Measured> => {
  const [compressed, plain, bare]: [Judged[], Judged[], Judged[]] = [[], [], []]
  for (let run = 0; run < runs; run++) {
    compressed.push(await judge(urlOn(servers.compressed, page), port, categories))
    bare.push(await judge(urlOn(servers.bare, page), port, ['performance']))
    plain.push(await judge(urlOn(servers.plain, page), port, categories))
  }
  return { page, compressed: middle(compressed), plain: middle(plain), bareLcp: middle(bare).lcp }
}
