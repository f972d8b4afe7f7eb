import { expect, test } from 'vitest'
import { placeOf } from '../../site/place.ts'

test.each([
  [
    'lab: QEMU 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1), tcg',
    'the lab (QEMU 10.0.2, emulated)',
    '实验环境（QEMU 10.0.2，软件模拟）',
  ],
  ['lab: QEMU 9.2.0, kvm', 'the lab (QEMU 9.2.0, accelerated by KVM)', '实验环境（QEMU 9.2.0，KVM 加速）'],
  [
    'engine: Docker Desktop (engine 28.0.1), context “kept”',
    'your own engine (Docker Desktop, engine 28.0.1, context “kept”)',
    '你自己的引擎（Docker Desktop，引擎 28.0.1，上下文“kept”）',
  ],
  [
    'engine: Docker Engine (engine 28.0.1), DOCKER_HOST',
    'your own engine (Docker Engine, engine 28.0.1, DOCKER_HOST)',
    '你自己的引擎（Docker Engine，引擎 28.0.1，DOCKER_HOST）',
  ],
  ['elsewhere', 'elsewhere', 'elsewhere'],
])('“%s” is shown in both languages', (description, en, zhCn) => {
  expect(placeOf(description)).toEqual({ en, 'zh-cn': zhCn })
})
