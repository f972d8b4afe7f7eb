import { source } from '../source.ts'

export const boot2dockerReadme = source('boot2docker README', 'https://github.com/boot2docker/boot2docker')
export const boot2docker13 = source(
  'boot2docker 1.3.0',
  'https://github.com/boot2docker/boot2docker/releases/tag/v1.3.0',
)
export const boot2dockerCli = source('boot2docker-cli 1.8.0', 'https://github.com/boot2docker/boot2docker-cli')
export const installer18 = source(
  'boot2docker installer 1.8.0, deprecated',
  'https://github.com/boot2docker/osx-installer/releases/tag/v1.8.0',
)
export const toolbox18 = source('Docker Toolbox 1.8.0', 'https://github.com/docker-archive/toolbox/releases/tag/v1.8.0')
export const centos = source('centos on Docker Hub', 'https://hub.docker.com/_/centos')
export const ubuntuReleases = source('Ubuntu release cycle', 'https://ubuntu.com/about/release-cycle')
export const sinatraGem = source('sinatra on RubyGems', 'https://rubygems.org/gems/sinatra')
export const dockerDocs = source('Docker documentation', 'https://docs.docker.com/')
export const dockerHub = source('Docker Hub', 'https://hub.docker.com/')
export const deprecated = source('Docker’s deprecated features', 'https://docs.docker.com/engine/deprecated/')
export const maintainer = source(
  'Dockerfile reference: MAINTAINER',
  'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated',
)
export const dockerLogin = source('docker login', 'https://docs.docker.com/reference/cli/docker/login/')
export const dockerVolumes = source('Docker volumes', 'https://docs.docker.com/engine/storage/volumes/')
export const protectSocket = source(
  'Protect the Docker daemon socket',
  'https://docs.docker.com/engine/security/protect-access/',
)
export const installMac = source('Docker Desktop for Mac', 'https://docs.docker.com/desktop/setup/install/mac-install/')
export const desktopVmm = source(
  'Docker Desktop’s virtual machine managers',
  'https://docs.docker.com/desktop/features/vmm/',
)
export const desktopPermissions = source(
  'Docker Desktop’s permissions on a Mac',
  'https://docs.docker.com/desktop/setup/install/mac-permission-requirements/',
)
export const desktopIssues = source(
  'Docker Desktop’s known issues',
  'https://docs.docker.com/desktop/troubleshoot-and-support/troubleshoot/known-issues/',
)
export const rosetta = source(
  'Apple: Running Intel Binaries in Linux VMs',
  'https://developer.apple.com/documentation/virtualization/running-intel-binaries-in-linux-vms',
)
export const linuxkit = source('LinuxKit', 'https://github.com/linuxkit/linuxkit')
export const binfmtMisc = source(
  'binfmt_misc in the Linux kernel',
  'https://docs.kernel.org/admin-guide/binfmt-misc.html',
)
export const schema1 = source('moby/moby#47459', 'https://github.com/moby/moby/pull/47459')
export const portRange = source('moby/moby#43066', 'https://github.com/moby/moby/pull/43066')
export const alpine = source('About Alpine Linux', 'https://www.alpinelinux.org/about/')
export const musl = source('musl and glibc', 'https://wiki.musl-libc.org/functional-differences-from-glibc.html')
export const portNumbers = source('RFC 9293: a port has 16 bits', 'https://www.rfc-editor.org/rfc/rfc9293#section-3.1')
export const windowsInstall = source(
  'Windows containers: prepare',
  'https://learn.microsoft.com/en-us/virtualization/windowscontainers/quick-start/set-up-environment',
)
export const windowsVersions = source(
  'Windows containers: versions',
  'https://learn.microsoft.com/en-us/virtualization/windowscontainers/deploy-containers/version-compatibility',
)
export const windowsImages = source(
  'Windows container base images',
  'https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-containers/container-base-images',
)
export const windowsNetwork = source(
  'Windows container networks',
  'https://learn.microsoft.com/en-us/virtualization/windowscontainers/container-networking/network-drivers-topologies',
)
export const windowsIsolation = source(
  'Windows containers: isolation',
  'https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-containers/hyperv-container',
)
export const windowsDaemon = source(
  'Docker Engine on Windows',
  'https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-docker/configure-docker-daemon',
)
export const windowsArm = source(
  'microsoft/Windows-Containers#586',
  'https://github.com/microsoft/Windows-Containers/issues/586',
)
export const remoting = source(
  'PowerShell: remote troubleshooting',
  'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_remote_troubleshooting',
)
export const firewall = source(
  'New-NetFirewallRule',
  'https://learn.microsoft.com/en-us/powershell/module/netsecurity/new-netfirewallrule',
)
export const fusion = source(
  'VMware Fusion documentation',
  'https://techdocs.broadcom.com/us/en/vmware-cis/desktop-hypervisors/fusion-pro.html',
)
