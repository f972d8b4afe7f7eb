import type { Inventory } from '../../contract/session.ts'
import type { AskEngine } from './context.ts'

/** Everything that an engine stores, sorted, so that two inventories can be compared. */
export const observeInventory = async (ask: AskEngine): Promise<Inventory> => {
  const [containers, volumes, networks, images] = await Promise.all([
    ask((engine) => engine.listContainers({ all: true })),
    ask((engine) => engine.listVolumes()),
    ask((engine) => engine.listNetworks()),
    ask((engine) => engine.listImages()),
  ])
  return {
    containers: containers
      .map(({ Id, Names, State, NetworkSettings }) => ({
        id: Id,
        name: Names[0]?.replace(/^\//, '') ?? '',
        state: State,
        networks: Object.keys(NetworkSettings.Networks).sort(),
      }))
      .sort((one, other) => one.id.localeCompare(other.id)),
    volumes: volumes.Volumes.map(({ Name }) => Name).sort(),
    networks: networks.map(({ Name }) => Name).sort(),
    // An image without a name is identified by its id alone.
    images: images
      .map(({ Id, RepoTags }) => ({
        id: Id,
        names: (RepoTags ?? []).filter((name) => name !== '<none>:<none>').sort(),
      }))
      .sort((one, other) => one.id.localeCompare(other.id)),
  }
}
