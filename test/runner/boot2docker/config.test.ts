import { mkdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { printConfig, readInvocation } from '../../../runner/boot2docker/config.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const env = { HOME: '/home/reader' }
const cwd = process.cwd()
const ownHome = userInfo().homedir

/** A home with this profile. */
const homeWith = (profile: string): { readonly HOME: string } => {
  const home = temporaryFolder()
  mkdirSync(join(home, '.boot2docker'))
  writeFileSync(join(home, '.boot2docker', 'profile'), profile)
  return { HOME: home }
}

/** What `boot2docker config` of the original's v1.8 printed, changed a little, with a key of an older release. */
const originalProfile = `# boot2docker profile filename: /Users/reader/.boot2docker/profile
Init = false
Verbose = false
Driver = "virtualbox"
Clobber = true
ForceUpgradeDownload = false
SSH = "ssh"
SSHGen = "ssh-keygen"
SSHKey = "/Users/reader/.ssh/id_boot2docker"
VM = "boot2docker-vm"
Dir = "/Users/reader/.boot2docker"
ISOURL = "https://api.github.com/repos/boot2docker/boot2docker/releases"
ISO = "/Users/reader/.boot2docker/boot2docker.iso"
DiskSize = 20000
Memory = 1024
CPUs = 4
SSHPort = 2022
SSHHost = "localhost"
VBM = "VBoxManage"
DockerPort = 0
HostIP = "192.168.59.3"
DHCPIP = "192.168.59.99"
NetMask = [255, 255, 255, 0]
LowerIP = "192.168.59.103"
UpperIP = "192.168.59.254"
DHCPEnabled = true
Serial = false
SerialFile = ""
Waittime = 300
Retries = 100

[DriverCfg]
  [DriverCfg.virtualbox]
    VBM = "VBoxManage"
    VMDK = ""
`

describe('settings', () => {
  test('have the original’s defaults', async () => {
    const { config } = await readInvocation(['--cpus=4', 'config'], env)
    expect(printConfig(config)).toMatchSnapshot()
  })

  test('are read from what “config” prints', async () => {
    const first = await readInvocation(
      ['--memory=999', '--netmask=255.255.0.0', '--vbox-share=/a "b"=c', 'config'],
      env,
    )
    const again = await readInvocation(['config'], homeWith(printConfig(first.config)))
    expect({ ...again.config, profile: '' }).toEqual({
      ...first.config,
      known: again.config.known,
      profile: '',
      given: {},
    })
    expect(again.notes).toEqual([])
  })

  test('of the profile beat the defaults, flags beat the profile', async () => {
    const { config } = await readInvocation(
      ['--memory=512', 'up'],
      homeWith('Memory = 1024\ndisksize = 5000\nNetMask = [255, 255, 0, 0]\n'),
    )
    expect(config).toMatchObject({ Memory: 512, DiskSize: 5000, NetMask: '255.255.0.0', SSHPort: 2022 })
  })

  test.each([
    [{ ...env }, '/home/reader/.boot2docker/profile', '/home/reader/.boot2docker'],
    [{ ...env, BOOT2DOCKER_DIR: '/b2d' }, '/b2d/profile', '/b2d'],
    [{ ...env, BOOT2DOCKER_DIR: '/b2d', BOOT2DOCKER_PROFILE: '/else' }, '/else', '/b2d'],
    [
      { ...env, BOOT2DOCKER_DIR: '', BOOT2DOCKER_PROFILE: '' },
      '/home/reader/.boot2docker/profile',
      '/home/reader/.boot2docker',
    ],
    [{ ...env, BOOT2DOCKER_DIR: 'b2d/' }, `${cwd}/b2d/profile`, `${cwd}/b2d`],
    [{ ...env, BOOT2DOCKER_PROFILE: 'mine' }, `${cwd}/mine`, '/home/reader/.boot2docker'],
    [{ HOME: '' }, `${ownHome}/.boot2docker/profile`, `${ownHome}/.boot2docker`],
    [{}, `${ownHome}/.boot2docker/profile`, `${ownHome}/.boot2docker`],
  ])('are looked for where the original looked: %j', async (environment, profile, Dir) => {
    expect((await readInvocation(['config'], environment)).config).toMatchObject({
      profile,
      Dir,
      ISO: `${Dir}/boot2docker.iso`,
    })
  })

  test('that are unknown are reported', async () => {
    const home = homeWith('Memroy = 1024\n')
    expect((await readInvocation(['up'], home)).notes).toEqual([
      `Note: “Memroy” in ${home.HOME}/.boot2docker/profile is unknown and has no effect.`,
    ])
  })

  test('for VirtualBox are accepted', async () => {
    const { notes } = await readInvocation(
      ['up'],
      homeWith('[DriverCfg]\n  [DriverCfg.virtualbox]\n    VBM = "VBoxManage"\n'),
    )
    expect(notes).toEqual([])
  })

  test('of the original are accepted, with one note of those without effect', async () => {
    const home = homeWith(originalProfile)
    const { config, notes } = await readInvocation(['up'], home)
    expect(config).toMatchObject({ Driver: 'qemu', ISOURL: '', Memory: 1024, SSHPort: 2022, Shares: [] })
    expect(notes).toEqual([
      `Note: in ${home.HOME}/.boot2docker/profile, no effect with QEMU: Driver, ISOURL, SSHHost, VBM, Retries.`,
    ])
  })

  test.each([['help'], ['version'], ['--help', 'up'], []])('are not needed for “%s”', async (...words) => {
    expect((await readInvocation(words, homeWith('Memory = \nVM = "../evil"'))).notes).toEqual([])
  })

  test.each([
    ['Memory = "much"\n', /^config error: Memory in the profile .* is "much", which is not a number$/],
    [
      'NetMask = [255, 0, 255, 0]\n',
      /^config error: NetMask in the profile .* is \[255,0,255,0\], which is not a netmask such as \[255, 255, 255, 0\]$/,
    ],
    ['Memory = \n', /^config error: the profile .* is not TOML: /],
    ['Driver = "parallels"\n', /^unable to find driver "parallels"$/],
    ['VM = "../evil"\n', /^invalid machine name "..\/evil": a name is 1 to 64 /],
    ['VM = "a\\u0000b"\n', /^invalid machine name "a\\u0000b": a name is 1 to 64 /],
    ['Dir = "/a\\nb"\n', /^config error: Dir is "\/a\\nb", which contains a line break or a NUL$/],
  ])('that are wrong (%j) are reported', async (profile, message) => {
    await expect(readInvocation(['up'], homeWith(profile))).rejects.toThrow(message)
  })
})
