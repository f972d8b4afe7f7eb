import { expect, test } from 'vitest'
import { productOf } from '../../../../runner/targets/engine/product.ts'

const debian = 'Debian GNU/Linux 13 (trixie)'
const docker = ['Engine', 'containerd', 'runc', 'docker-init']

test.each([
  ['docker-desktop', 'Docker Desktop', docker, 'Docker Desktop'],
  ['orbstack', 'OrbStack', docker, 'OrbStack'],
  ['colima', 'Ubuntu 24.04.3 LTS', docker, 'Colima'],
  ['colima-work', 'Ubuntu 24.04.3 LTS', docker, 'Colima'],
  ['lima-docker', 'Ubuntu 24.04.3 LTS', docker, 'Lima'],
  ['lima-rancher-desktop', 'Alpine Linux v3.22', docker, 'Rancher Desktop'],
  ['PC', 'Rancher Desktop WSL Distribution', docker, 'Rancher Desktop'],
  ['localhost.localdomain', 'fedora', ['Podman Engine', 'Conmon', 'OCI Runtime (crun)'], 'Podman'],
  ['boot2docker', debian, docker, 'boot2docker'],
  ['server', debian, docker, 'Docker Engine'],
  // An ordinary computer whose name has such a word in it.
  ['climate', debian, docker, 'Docker Engine'],
  ['old-colima', debian, docker, 'Docker Engine'],
])('the engine of %s on %s is known by what it says of itself: %s', (name, system, components, product) => {
  expect(productOf({ name, system, components })).toBe(product)
})
