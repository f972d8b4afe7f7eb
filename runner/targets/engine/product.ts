/** What an engine says of itself: of the answers of `/info` and `/version`. */
export interface SelfDescription {
  /** The name of its computer. */
  readonly name: string
  readonly system: string
  /** The programs that it consists of: `Engine`, `containerd`, `Podman Engine`. */
  readonly components: readonly string[]
}

type Sign = (said: SelfDescription) => boolean

const named =
  (name: RegExp, system?: RegExp): Sign =>
  (said) =>
    name.test(said.name) || (system?.test(said.system) ?? false)

/**
 * The products that make an engine, by how it describes itself, as DDEV distinguishes them on its users' computers
 * (github.com/ddev/ddev, pkg/dockerutil/providers.go). Rancher Desktop's VM is one of Lima's. In the order of asking.
 */
const products: readonly (readonly [string, Sign])[] = [
  ['Podman', ({ components }) => components.some((name) => name.startsWith('Podman Engine'))],
  ['Docker Desktop', named(/docker-desktop/, /^Docker Desktop/)],
  ['OrbStack', named(/orbstack/, /^OrbStack/)],
  ['Rancher Desktop', named(/rancher-desktop/, /^Rancher Desktop/)],
  ['Colima', named(/^colima/)],
  ['Lima', named(/^lima/)],
  ['boot2docker', named(/^boot2docker$/)],
]

/** The product that runs the engine; `Docker Engine` where it is none that is known: one on Linux. */
export const productOf = (said: SelfDescription): string =>
  products.find(([, isIt]) => isIt(said))?.[0] ?? 'Docker Engine'
