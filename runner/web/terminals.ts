import { PassThrough } from 'node:stream'
import type { Session, VmShell } from '../contract/session.ts'
import { noTicket, noTerminal, noVmToExplore, tooManyTerminals } from './refusals.ts'
import { newToken } from './token.ts'

/** From the click to the request that opens the terminal. */
const ticketMs = 30_000
/** Of one run at once: more than a reader looks at. */
const mostOfRun = 4
/** A reader who is gone is noticed, and the connection is not closed for silence. */
const heartbeatMs = 10_000

export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

interface Ticket {
  readonly run: string
  readonly until: number
}

interface Open {
  readonly run: string
  readonly shell: VmShell
}

/** What a terminal shows, as lines of JSON: first `{terminal}`, then `{text}`, `{}` as a sign of life, `{ended}`. */
export interface TerminalStream {
  readonly lines: PassThrough
  /** Ends the shell. */
  readonly leave: () => void
}

/** The open shells in the VMs of runs. Each is opened by a ticket that can be used once, and soon. */
export class Terminals {
  readonly #sessionOf: (run: string) => Session
  readonly #tickets = new Map<string, Ticket>()
  readonly #open = new Map<string, Open>()

  constructor(sessionOf: (run: string) => Session) {
    this.#sessionOf = sessionOf
  }

  /** A ticket for one shell in the VM of a run that is kept. Throws RunnerError('busy') when there is none. */
  ticketFor(run: string): string {
    if (this.#sessionOf(run).explore === undefined) throw noVmToExplore()
    const used = [...this.#open.values(), ...this.#validTickets()].filter((each) => each.run === run)
    if (used.length >= mostOfRun) throw tooManyTerminals()
    const ticket = newToken()
    this.#tickets.set(ticket, { run, until: performance.now() + ticketMs })
    return ticket
  }

  /** Uses up the ticket. Throws RunnerError. */
  async open(ticket: string, size: TerminalSize): Promise<TerminalStream> {
    const run = this.#redeem(ticket)
    const session = this.#sessionOf(run)
    if (session.explore === undefined) throw noVmToExplore()
    const lines = new PassThrough()
    const put = (line: object): boolean => lines.writable && lines.write(`${JSON.stringify(line)}\n`)
    const id = newToken()
    put({ terminal: id })
    const shell = await session.explore({
      ...size,
      onText: (text) => (put({ text }) ? undefined : this.#holdBack(id, lines)),
    })
    this.#open.set(id, { run, shell })
    const heart = setInterval(() => put({}), heartbeatMs)
    void shell.ended.then((ended) => {
      clearInterval(heart)
      this.#open.delete(id)
      put({ ended })
      lines.end()
    })
    return { lines, leave: () => this.#leave(id) }
  }

  write(id: string, text: string): void {
    this.#need(id).write(text)
  }

  resize(id: string, { columns, rows }: TerminalSize): void {
    this.#need(id).resize(columns, rows)
  }

  /** Ends the shells of a run: its VM is about to go. */
  endOf(run: string): void {
    for (const [id, each] of this.#open) if (each.run === run) this.#leave(id)
  }

  /** A reader who is slower than the VM is not flooded. */
  #holdBack(id: string, lines: PassThrough): void {
    this.#open.get(id)?.shell.pause()
    lines.once('drain', () => this.#open.get(id)?.shell.resume())
  }

  #leave(id: string): void {
    this.#open.get(id)?.shell.hangUp()
  }

  #need(id: string): VmShell {
    const open = this.#open.get(id)
    if (open === undefined) throw noTerminal()
    return open.shell
  }

  #validTickets(): readonly Ticket[] {
    for (const [ticket, { until }] of this.#tickets) if (performance.now() > until) this.#tickets.delete(ticket)
    return [...this.#tickets.values()]
  }

  #redeem(ticket: string): string {
    this.#validTickets()
    const found = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    if (found === undefined) throw noTicket()
    return found.run
  }
}
