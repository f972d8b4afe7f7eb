import { describe, expect, test } from 'vitest'
import {
  guardMark,
  guessOffers,
  majorVersion,
  parseMadison,
  planPackages,
  type AptFacts,
  type Wanted,
} from '../../../runner/setup/plan.mjs'

const files = { etc: '/etc', guard: '/usr/sbin/policy-rc.d' }
const apt = 'apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3'
const install = `${apt} install -y --no-install-recommends`
const qemu: Wanted = { packages: ['qemu-system-x86'], least: 8 }
const docker: Wanted = { packages: ['docker-cli', 'docker.io'], services: ['docker.service'] }
const zstd: Wanted = { packages: ['zstd'] }

const bookworm: AptFacts = {
  id: 'debian',
  codename: 'bookworm',
  sources: [
    {
      uri: 'https://mirror.test/debian',
      suites: ['bookworm', 'bookworm-updates'],
      signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
    },
  ],
  offers: [
    { package: 'qemu-system-x86', version: '1:7.2+dfsg-7', suite: 'bookworm' },
    { package: 'docker.io', version: '20.10.24+dfsg1-1', suite: 'bookworm' },
    { package: 'zstd', version: '1.5.4', suite: 'bookworm' },
  ],
}
const withBackports: AptFacts = {
  ...bookworm,
  sources: [...bookworm.sources, { uri: 'https://mirror.test/debian', suites: ['bookworm-backports'] }],
  offers: [
    { package: 'qemu-system-x86', version: '1:10.0.2+ds-2~bpo12+1', suite: 'bookworm-backports' },
    ...bookworm.offers,
  ],
}
const trixie: AptFacts = {
  id: 'debian',
  codename: 'trixie',
  sources: [],
  offers: [
    { package: 'qemu-system-x86', version: '1:10.0.2+ds-2', suite: 'trixie' },
    { package: 'docker-cli', version: '26.1.5', suite: 'trixie' },
    { package: 'docker.io', version: '26.1.5', suite: 'trixie' },
  ],
}

describe('the plan of packages', () => {
  test('takes what the suite has when it is new enough', () => {
    expect(planPackages([qemu, { packages: ['docker-cli', 'docker.io'] }], trixie, files)).toEqual({
      lines: [`${install} qemu-system-x86 docker-cli`],
    })
  })

  test('adds the backports of bookworm, on the mirror that is there, for QEMU only', () => {
    expect(planPackages([qemu, zstd], bookworm, files)).toEqual({
      lines: [
        "printf '%s\\n' 'Types: deb' 'URIs: https://mirror.test/debian' 'Suites: bookworm-backports' 'Components: main' 'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' > /etc/apt/sources.list.d/shipshape-backports.sources",
        `${apt} update`,
        `${install} -t bookworm-backports qemu-system-x86`,
        `${install} zstd`,
      ],
    })
  })

  test('leaves the sources alone when the backports are there', () => {
    expect(planPackages([qemu], withBackports, files)).toEqual({
      lines: [`${install} -t bookworm-backports qemu-system-x86`],
    })
  })

  test('keeps services from starting now and at boot', () => {
    expect(planPackages([docker], bookworm, files)).toEqual({
      lines: [
        `if [ ! -e /usr/sbin/policy-rc.d ]; then trap 'rm -f /usr/sbin/policy-rc.d' EXIT; printf '#!/bin/sh\\n${guardMark}\\nexit 101\\n' > /usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d; fi`,
        `${install} docker.io`,
        'if [ -d /run/systemd/system ]; then systemctl disable --quiet docker.service || true; fi',
      ],
    })
  })

  test('says what is offered when it is too old and nothing newer is known', () => {
    const jammy: AptFacts = {
      id: 'ubuntu',
      codename: 'jammy',
      sources: [],
      offers: [{ package: 'qemu-system-x86', version: '1:6.2+dfsg-2ubuntu6', suite: 'jammy' }],
    }
    expect(planPackages([qemu, zstd], jammy, files)).toEqual({
      blocked:
        'ubuntu jammy offers qemu-system-x86 only in version 1:6.2+dfsg-2ubuntu6, and 8 or newer is needed; no ' +
        'package zstd.',
    })
  })

  test.each([
    ['debian', 'bookworm', 'docker.io'],
    ['debian', 'trixie', 'docker-cli'],
    ['ubuntu', 'noble', 'docker.io'],
  ])('on %s %s, before any list was read, the client is expected in %s', (id, codename, expected) => {
    const facts = guessOffers([{ packages: ['docker-cli', 'docker.io'] }], { id, codename, sources: [], offers: [] })
    expect(facts.offers.map((offer) => offer.package)).toEqual([expected])
  })
})

test.each([
  ['1:10.0.2+ds-2+deb13u1~bpo12+1', 10],
  ['7.2', 7],
  ['20.10.24+dfsg1-1', 20],
])('the upstream major version of %s is %i', (version, major) => {
  expect(majorVersion(version)).toBe(major)
})

test('what apt-cache madison prints is read, sources and noise left out', () => {
  const printed = `   docker.io | 20.10.24+dfsg1-1 | http://deb.debian.org/debian bookworm/main amd64 Packages
  chromium | 156.0-1~deb12u1 | http://deb.debian.org/debian-security bookworm-security/main amd64 Packages
  chromium | 156.0-1~deb12u1 | http://deb.debian.org/debian-security bookworm-security/main Sources
N: Unable to locate package x
`
  expect(parseMadison(printed)).toEqual([
    { package: 'docker.io', version: '20.10.24+dfsg1-1', suite: 'bookworm' },
    { package: 'chromium', version: '156.0-1~deb12u1', suite: 'bookworm-security' },
  ])
})
