import { source } from '../source.ts'

const forMac = (issue: number): ReturnType<typeof source> =>
  source(`docker/for-mac#${issue}`, `https://github.com/docker/for-mac/issues/${issue}`)
const docs = (title: string, path: string): ReturnType<typeof source> =>
  source(`Docker: ${title}`, `https://docs.docker.com/${path}`)

export const colimaFaq = source('Colima: FAQ', 'https://github.com/abiosoft/colima/blob/main/docs/FAQ.md')
export const otherUser = forMac(6781)
export const macPermissions = docs(
  'permission requirements for Docker Desktop on Mac',
  'desktop/setup/install/mac-permission-requirements/',
)
export const protectAccess = docs('Protect the Docker daemon socket', 'engine/security/protect-access/')
export const desktopCli = docs('Docker Desktop CLI', 'desktop/features/desktop-cli/')
export const diskImage = docs('FAQs for Docker Desktop for Mac', 'desktop/troubleshoot-and-support/faqs/macfaqs/')
export const pruning = docs('Prune unused Docker objects', 'engine/manage-resources/pruning/')
export const builtOnMac = forMac(5475)
export const multiPlatform = docs('Multi-platform builds', 'build/building/multi-platform/')
export const containerVpn = [forMac(2820), forMac(7266), forMac(5322)] as const
export const rancherVpn = source(
  'rancher-sandbox/rancher-desktop#3161',
  'https://github.com/rancher-sandbox/rancher-desktop/issues/3161',
)
export const cliProxy = docs('Use a proxy server with the Docker CLI', 'engine/cli/proxy/')
export const desktopSettings = docs('Docker Desktop settings', 'desktop/settings-and-maintenance/settings/')
export const desktopNetworks = docs(
  'networking how-tos on Docker Desktop',
  'desktop/features/networking/networking-how-tos/',
)
export const testcontainers = source(
  'Testcontainers: Docker environments',
  'https://java.testcontainers.org/supported_docker_environment/',
)
export const vsCode = source('abiosoft/colima#141', 'https://github.com/abiosoft/colima/issues/141')
export const credentials = source(
  'docker/docker-credential-helpers#149',
  'https://github.com/docker/docker-credential-helpers/issues/149',
)
export const macCredentials = forMac(7445)
export const pullLimit = docs('Docker Hub pull usage and limits', 'docker-hub/usage/pulls/')
export const hubTimeout = source('docker/hub-feedback#1195', 'https://github.com/docker/hub-feedback/issues/1195')
export const colimaSilent = source('abiosoft/colima#1209', 'https://github.com/abiosoft/colima/issues/1209')
export const api29 = source('moby/moby#52067', 'https://github.com/moby/moby/pull/52067')
export const portAirplay = source('docker/docs#14248', 'https://github.com/docker/docs/pull/14248')
