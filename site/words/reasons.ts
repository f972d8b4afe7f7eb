import { alike, type Words } from '../../playbooks/model/index.ts'

/**
 * Why a wrong command could not be distinguished from the right one: the reasons in the mutation reports, in Chinese.
 */
const inChinese: { readonly [reason: string]: string } = {
  'Whatever asks the engine hangs: that is the lesson, and a hanging command has said nothing.':
    '凡是访问引擎的命令都会卡住，这正是本步要演示的；而卡住的命令没有任何输出。',
  'Whatever asks the engine is refused in the same words, for nobody listens there.':
    '那里没有程序监听，所以凡是访问引擎的命令，被拒绝时的报错都一样。',
  'Both are refused in the same words while the machine is down.': '虚拟机关机时，两者被拒绝时的报错都一样。',
  'It fails before it would show what the containers write: there is nothing to send to the background.':
    '它在显示容器的输出之前就失败了，没有什么可以放到后台。',
  'The client alone prints its help too.': '不带参数运行客户端，也会打印同样的帮助。',
  'The file holds a hash; the steps that log in detect a wrong password.':
    '文件里只有散列值；密码是否正确，由登录的步骤来判断。',
  'Any wrong pair of name and password is refused in the same words.':
    '用户名或密码只要有一个不对，被拒绝时的报错都一样。',
  'The image’s own command is sh too.': '镜像自带的命令也是 sh。',
  'The engine refuses before it looks at what follows.': '引擎在处理后面的内容之前就拒绝了。',
  'Without a name it shows all that run, and nothing else runs here.':
    '不写名称时会列出所有正在运行的容器，而这里没有别的容器在运行。',
  'That -v takes nothing here, for another container uses the volume, is the lesson.':
    '这里的 -v 不会删除任何内容，因为还有别的容器在用这个卷，这正是本步要演示的。',
  'The VM’s own platform is linux/amd64, and the engine builds for that without the flag.':
    '虚拟机自己的平台就是 linux/amd64，没有这个选项时引擎也为它构建。',
  'The engine’s own platform is linux/amd64, and it runs that of two without the flag.':
    '引擎自己的平台就是 linux/amd64，没有这个选项时它也运行两个平台中的这一个。',
  'An earlier step has pulled the image for this platform; the pull is for who has only their own.':
    '之前的步骤已经拉取了这个平台的镜像；这次拉取是为只有自己平台镜像的读者准备的。',
  'Only the image for this platform was loaded, so that the engine has no choice.':
    '载入的只有这个平台的镜像，引擎别无选择。',
  'Nothing is that old, in 24 hours or in 25.': '没有那么旧的对象，24 小时和 25 小时都一样。',
  'Process 2 is a thread of the kernel, in the same name space as process 1.':
    '2 号进程是内核线程，和 1 号进程在同一个命名空间里。',
}

const cutShort = /^It was cut short after (\S+) s, and the right command took (\S+) s\.$/

/** A report's reason in every language. One without a translation is shown as it is. */
export const reasonOf = (reason: string): Words => {
  const [, limit, right] = cutShort.exec(reason) ?? []
  if (right !== undefined)
    return { en: reason, 'zh-cn': `它在 ${limit ?? ''} 秒后被终止，而正确的命令用了 ${right} 秒。` }
  const chinese = inChinese[reason]
  return chinese === undefined ? alike(reason) : { en: reason, 'zh-cn': chinese }
}
