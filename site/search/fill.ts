/** A value can stand in a command as it is: it has no character that means something to a shell. */
const isPlain = (value: string): boolean => /^[\w./:@-]{1,200}$/.test(value)

/** Commands show a value that the error contains by its name: `‹port›`. It is put in, where the error has it. */
export const fillIn = (command: string, found: ReadonlyMap<string, string>): string =>
  command.replaceAll(/‹(\w+)›/g, (shown, name: string) => {
    const value = found.get(`error.${name}`)
    return value !== undefined && isPlain(value) ? value : shown
  })
