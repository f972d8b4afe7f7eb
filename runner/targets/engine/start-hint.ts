/** What brings up the engine of a context that a known product makes. */
const starters: readonly (readonly [RegExp, string])[] = [
  [/^desktop-linux$/, 'docker desktop start'],
  [/^colima/, 'colima start'],
  [/^orbstack$/, 'orb start'],
  [/^rancher-desktop$/, 'rdctl start'],
  [/^lima/, 'limactl start docker'],
]

/**
 * The command that may bring up the engine of a context; without a product's name, one that shows what else there is.
 */
export const startHint = (context: string): string =>
  starters.find(([name]) => name.test(context))?.[1] ?? 'docker context ls'
