/** The commands that start the engines of known products, by context name. */
const starters: readonly (readonly [RegExp, string])[] = [
  [/^desktop-linux$/, 'docker desktop start'],
  [/^colima/, 'colima start'],
  [/^orbstack$/, 'orb start'],
  [/^rancher-desktop$/, 'rdctl start'],
  [/^lima/, 'limactl start docker'],
]

/** The command that may start the engine of a context; for an unknown product, the one that lists the contexts. */
export const startHint = (context: string): string =>
  starters.find(([name]) => name.test(context))?.[1] ?? 'docker context ls'
