interface Product {
  readonly start: string
  readonly restart: string
}

/** The commands of known products, by context name. Their own documentation names them. */
const products: readonly (readonly [RegExp, Product])[] = [
  [/^desktop-linux$/, { start: 'docker desktop start', restart: 'docker desktop restart' }],
  [/^colima/, { start: 'colima start', restart: 'colima restart' }],
  [/^orbstack$/, { start: 'orb start', restart: 'orb restart docker' }],
  [/^rancher-desktop$/, { start: 'rdctl start', restart: 'rdctl shutdown && rdctl start' }],
  [/^lima/, { start: 'limactl start docker', restart: 'limactl stop -f docker && limactl start docker' }],
]

const service: Product = { start: 'sudo systemctl start docker', restart: 'sudo systemctl restart docker' }

/** undefined for a context of which no product is known: it was made by hand. */
const productOf = (context: string): Product | undefined => {
  if (context === 'default') return process.platform === 'linux' ? service : undefined
  return products.find(([name]) => name.test(context))?.[1]
}

/** The command that may start the engine of a context; for an unknown product, the one that lists the contexts. */
export const startHint = (context: string): string => productOf(context)?.start ?? 'docker context ls'

/** The same for an engine that runs and does not answer. */
export const restartHint = (context: string): string => productOf(context)?.restart ?? 'docker context ls'

/** Whether a context was made by hand: when nothing is where it points, that has probably gone for good. */
export const isOfNoProduct = (context: string): boolean => context !== 'default' && productOf(context) === undefined
