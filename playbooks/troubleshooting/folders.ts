import * as binds from '../binds-on-a-mac.ts'
import * as b2d from '../boot2docker.ts'
import { sh, text } from '../model/index.ts'
import { hasColima } from './products.ts'
import { colimaFaq, colimaSilent } from './sources.ts'
import type { Symptom } from './symptom.ts'

export const emptyFolder: Symptom = {
  id: 'empty-folder',
  title: { en: 'The folder in the container is empty', 'zh-cn': '容器里的目录是空的' },
  texts: [
    "ls: cannot access '/site/index.html': No such file or directory",
    'The folder is empty in the container, and full on your computer.',
  ],
  pattern: 'folder.*is empty|empty folder|cannot access .*no such file or directory|can.t open .*no such file',
  causes: [
    {
      id: 'not-shared',
      signs: [
        { kind: 'said' },
        { kind: 'file', path: text`~/.boot2docker/machines/boot2docker-vm/machine.json`, state: 'present' },
      ],
      ask: sh`boot2docker ssh ls "$PWD"`,
      answer: {
        en: 'The folder is empty, or missing, in the VM as well.',
        'zh-cn': '在虚拟机里，这个目录同样是空的或不存在。',
      },
      because: {
        en:
          '`-v` takes a folder of the VM, not of your computer. A folder that is not shared with the VM is created ' +
          'there, empty.',
        'zh-cn': '`-v` 用的是虚拟机里的目录，不是你电脑上的。没有共享的目录会在虚拟机里新建，而且是空的。',
      },
      fix: sh`boot2docker down && boot2docker --vbox-share ~/code=code up`,
      step: b2d.share,
    },
    {
      id: 'not-in-colima',
      signs: [{ kind: 'said' }, hasColima],
      ask: sh`colima ssh -- ls "$PWD"`,
      answer: {
        en: 'The folder is empty, or missing, in Colima’s VM as well.',
        'zh-cn': '在 Colima 的虚拟机里，这个目录同样是空的或不存在。',
      },
      because: {
        en:
          'Colima shares your home folder with its VM, and nothing else. Another folder is created in the VM, empty, ' +
          'without a warning. Work below your home, or add the folder to the mounts.',
        'zh-cn':
          'Colima 只把你的主目录共享给虚拟机。其他目录会在虚拟机里新建，是空的，而且没有提示。请在主目录下工作，或者把这个' +
          '目录加入挂载。',
      },
      fix: sh`colima stop && colima start --mount "$HOME:w" --mount "$PWD:w"`,
    },
    {
      id: 'mistyped',
      signs: [{ kind: 'said' }],
      ask: sh`ls -d "$PWD"`,
      answer: { en: 'The path that you gave to `-v` does not exist.', 'zh-cn': '你给 `-v` 的路径并不存在。' },
      because: {
        en:
          '`-v` silently creates a path that does not exist, as an empty folder. `--mount` reports an error instead. ' +
          'Colima and Lima show folders outside your home as empty.',
        'zh-cn':
          '路径不存在时，`-v` 会新建一个空目录且不提示，而 `--mount` 会报错。Colima 和 Lima 里，主目录以外的目录看起来是空的。',
      },
      fix: sh`docker run --rm --mount type=bind,source="$PWD",target=/site busybox:1.37 ls -A /site`,
      step: b2d.emptyFolder,
    },
  ],
  sources: [colimaFaq, colimaSilent],
}

export const mountDenied: Symptom = {
  id: 'mount-denied',
  title: {
    en: 'A container may not write to a folder of your computer',
    'zh-cn': '容器无权写入电脑上的目录',
  },
  texts: [
    'touch: /site/page: Permission denied',
    "sh: can't create /site/page: Permission denied",
    "PermissionError: [Errno 13] Permission denied: '/site/page'",
    "Error: EACCES: permission denied, open '/site/page'",
  ],
  pattern:
    '(?:touch|mkdir|can.t create|cannot (?:touch|create)).*permission denied|\\[errno 13\\] permission denied|' +
    'eacces: permission denied',
  causes: [
    {
      id: 'other-owner-in-the-vm',
      signs: [
        { kind: 'said' },
        { kind: 'file', path: text`~/.boot2docker/machines/boot2docker-vm/machine.json`, state: 'present' },
      ],
      ask: sh`boot2docker ssh ls -ldn "$PWD"`,
      answer: {
        en: 'The third column, the owner’s number, is not that of the container’s user (often 1000).',
        'zh-cn': '第三列是所有者的编号，它和容器内用户的编号（常为 1000）不同。',
      },
      because: {
        en:
          'The program in the container runs as another user than the one who owns the folder in the VM. Run it with ' +
          'the owner’s number.',
        'zh-cn': '容器里的程序以另一个用户运行，而不是虚拟机里该目录的所有者。请用所有者的编号运行它。',
      },
      fix: sh`docker run --rm --user "$(boot2docker ssh stat -c %u:%g "$PWD")" -v "$PWD":/site busybox:1.37 touch /site/page`,
      step: b2d.share,
    },
    {
      id: 'other-owner',
      signs: [{ kind: 'said' }],
      ask: sh`ls -ldn "$PWD"; id -u`,
      answer: {
        en: 'The third column, the owner’s number, is not that of the container’s user (often 1000).',
        'zh-cn': '第三列是所有者的编号，它和容器内用户的编号（常为 1000）不同。',
      },
      because: {
        en: 'The program in the container runs as another user than the folder’s owner. Run it with your own number.',
        'zh-cn': '容器里的程序所用的用户不是该目录的所有者。请用你自己的用户编号运行它。',
      },
      fix: sh`docker run --rm --user "$(id -u):$(id -g)" -v "$PWD":/site busybox:1.37 touch /site/page`,
      step: binds.byUser,
    },
  ],
}
