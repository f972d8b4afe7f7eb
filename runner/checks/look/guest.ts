/** A path as one word of the machine's shell, whatever stands in it. */
export const inQuotes = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`
