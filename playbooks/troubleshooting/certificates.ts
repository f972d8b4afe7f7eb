import * as b2d from '../boot2docker.ts'
import { sh } from '../model/index.ts'
import type { Symptom } from './symptom.ts'

export const expiredCertificate: Symptom = {
  id: 'expired-certificate',
  title: {
    en: 'The certificate has expired, or is not valid yet',
    'zh-cn': '证书已过期，或尚未生效',
  },
  texts: [
    'remote error: tls: expired certificate',
    'x509: certificate has expired or is not yet valid: current time 2026-11-25T21:00:00Z is before ' +
      '2026-11-26T08:00:00Z',
  ],
  pattern: 'tls: expired certificate|certificate has expired|not (?:yet valid|valid yet)|alert certificate expired',
  causes: [
    {
      id: 'clock-of-the-vm',
      signs: [{ kind: 'engine', answers: ['expired-for-engine'] }],
      ask: sh`date -u; boot2docker ssh date -u`,
      answer: { en: 'The two times differ by more than a few seconds.', 'zh-cn': '两个时间相差超过几秒。' },
      because: {
        en:
          'The VM’s clock is wrong, so its engine takes your certificate for expired, or for not valid yet. The ' +
          'clock stops while the computer sleeps.',
        'zh-cn': '虚拟机的时钟不准，其中的引擎因此认为你的证书已过期或尚未生效。电脑休眠时，虚拟机的时钟会停走。',
      },
      fix: sh`boot2docker up`,
      step: b2d.up,
    },
    {
      id: 'certificate-of-the-engine',
      signs: [{ kind: 'engine', answers: ['expired-for-client'] }],
      ask: sh`date; openssl x509 -noout -dates -in "$DOCKER_CERT_PATH/cert.pem"`,
      answer: {
        en: 'The time is wrong, or it is not between the two dates.',
        'zh-cn': '时间不对，或者不在这两个日期之间。',
      },
      because: {
        en:
          'By this computer’s clock, the engine’s certificate is not valid today. If the time is wrong, set it. ' +
          'If it ' +
          'is right, the certificate has expired, and a VM keeps its certificate: create a second VM. The first one ' +
          'keeps its containers, images and volumes.',
        'zh-cn':
          '按这台电脑的时钟，引擎的证书今天无效。如果时间不对，请先校准。如果时间没错，就是证书已过期，而虚拟机的证书不会' +
          '更换：请创建第二台虚拟机。第一台里的容器、镜像和卷都会保留。',
      },
      fix: sh`boot2docker down && boot2docker --vm=second init && boot2docker --vm=second up`,
      step: b2d.init,
    },
  ],
}

export const wrongCertificate: Symptom = {
  id: 'wrong-certificate',
  title: { en: 'The certificate is valid for another address', 'zh-cn': '证书属于另一个地址' },
  texts: [
    'x509: certificate is valid for 127.0.0.1, 192.168.59.103, not 192.168.59.104',
    'x509: certificate signed by unknown authority',
    'remote error: tls: certificate required',
  ],
  pattern: 'x509: certificate|tls: certificate required|tls: bad certificate|certificate signed by unknown',
  causes: [
    {
      id: 'other-address',
      signs: [{ kind: 'engine', answers: ['wrong-certificate'] }],
      ask: sh`echo "$DOCKER_HOST"`,
      answer: {
        en: 'The address is not that of `boot2docker ip`, or the VM was created again.',
        'zh-cn': '地址和 `boot2docker ip` 不同，或者虚拟机是重新创建的。',
      },
      because: {
        en:
          'The variables name another address than the certificate does, or a VM that no longer exists. Do not ' +
          'disable the verification: set the variables again.',
        'zh-cn': '环境变量里的地址与证书不符，或者指向已不存在的虚拟机。不要关闭校验，重新设置变量即可。',
      },
      fix: sh`eval "$(boot2docker shellinit)"`,
      step: b2d.backToAddress,
    },
  ],
}
