import type { Diagram } from './diagram.ts'

/** How the kernel selects the emulator for an ARM program. */
export const wayToEmulator: Diagram = {
  title: { en: 'From an ARM program to the emulator', 'zh-cn': '从 ARM 程序到模拟器' },
  description: {
    en:
      'A container asks the kernel to start a program. The kernel reads its first bytes. If they are Intel code, the ' +
      'processor runs them. If they match an entry of binfmt_misc, the kernel starts the entry’s interpreter, ' +
      'qemu-arm, with the program. If nothing matches, the result is “exec format error”.',
    'zh-cn':
      '容器请求内核启动一个程序，内核读取它开头的几个字节。如果是 Intel 代码，就由处理器直接运行；如果与 binfmt_misc 的某个条目相符，内核就启动该条目的解释器 qemu-arm，由它执行这个程序；' +
      '如果都不相符，就报错“exec format error”。',
  },
  source: {
    en: `graph LR
  program["program in a container"] --> kernel["the VM’s kernel: first bytes?"]
  kernel --> intel["Intel"]
  kernel --> arm["ARM, registered"]
  kernel -.-> none["nothing matches"]
  arm --> qemu["qemu-arm"]
  intel --> cpu["the processor"]
  qemu --> cpu
  none -.-> error["exec format error"]`,
    'zh-cn': `graph LR
  program["容器里的程序"] --> kernel["虚拟机的内核：开头的字节？"]
  kernel --> intel["Intel"]
  kernel --> arm["ARM，已注册"]
  kernel -.-> none["都不相符"]
  arm --> qemu["qemu-arm"]
  intel --> cpu["处理器"]
  qemu --> cpu
  none -.-> error["exec format error"]`,
  },
}

/** When the interpreter is opened: at each start, or once. */
export const whenOpened: Diagram = {
  title: { en: 'Without F and with F', 'zh-cn': '没有 F 与有 F' },
  description: {
    en:
      'Without F, the kernel looks up the interpreter’s path at every start, among the container’s files, where it ' +
      'is missing unless it was mounted. With F, the kernel opened the interpreter once, at registration, and uses ' +
      'that open file for every container.',
    'zh-cn':
      '没有 F 时，每次启动程序，内核都按路径在容器的文件里查找解释器；除非挂载过，否则那里没有。有 F 时，内核在注册那一刻就打开了解释器，此后所有容器都用这个已打开的文件。',
  },
  source: {
    en: `graph LR
  without["without F"] -- "at each start" --> inside["path in the container"]
  inside -. "not mounted" .-> missing["no such file or directory"]
  inside -- "mounted" --> runs["armv7l"]
  with["with F"] -- "opened once" --> held["file held by the kernel"]
  held --> runs`,
    'zh-cn': `graph LR
  without["没有 F"] -- "每次启动时" --> inside["容器里的路径"]
  inside -. "没有挂载" .-> missing["no such file or directory"]
  inside -- "已挂载" --> runs["armv7l"]
  with["有 F"] -- "只打开一次" --> held["内核持有的文件"]
  held --> runs`,
  },
}
