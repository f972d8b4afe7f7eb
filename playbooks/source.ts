/** A page on the web that says what is true. */
export interface Source {
  readonly title: string
  readonly url: string
}

export const source = (title: string, url: string): Source => ({ title, url })
