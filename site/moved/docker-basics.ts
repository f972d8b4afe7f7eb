import type { Words } from '../../playbooks/model/index.ts'

/** A heading of a page that was split: its text there, and that of the heading which has its content now. */
export interface MovedHeading {
  readonly was: Words
  /** Undefined for the beginning of the page. */
  readonly now: Words | undefined
}

/** What one guide has of a guide that was split, in the order of its page. */
export interface Heir {
  readonly guide: string
  readonly headings: readonly MovedHeading[]
  /** The ids of the steps, which they still have, separated by spaces. */
  readonly steps: string
}

type Both = readonly [en: string, chinese: string]

const words = ([en, chinese]: Both): Words => ({ en, 'zh-cn': chinese })
const now = (was: Both, is: Both): MovedHeading => ({ was: words(was), now: words(is) })
const kept = (...was: Both): MovedHeading => now(was, was)
const top = (...was: Both): MovedHeading => ({ was: words(was), now: undefined })

/** Where everything of the guide “docker-basics” is, in the order in which a reader learns. */
export const dockerBasics: readonly Heir[] = [
  {
    guide: 'containers',
    headings: [
      kept('Client and server', '客户端与服务器'),
      kept('Help', '帮助'),
      top('Containers', '容器'),
      kept('Run a container', '运行容器'),
      kept('Work in a container', '在容器里工作'),
      kept('Run in the background', '在后台运行'),
      kept('Create now, start later', '先创建，后启动'),
      kept('List containers', '列出容器'),
      kept('Read the logs', '查看日志'),
      kept('Inspect a running container', '查看运行中的容器'),
      kept('Processes and resource usage', '进程与资源占用'),
      kept('Run a second program in a container', '在容器里再运行一个程序'),
      kept('Copy files', '复制文件'),
      kept('Rename a container', '重命名容器'),
      now(['Pause, stop, and exit codes', '暂停、停止与退出码'], ['Pause, stop and kill', '暂停、停止与强制终止']),
      kept('Pause and unpause', '暂停与恢复'),
      kept('Stop, restart, kill', '停止、重启、强制终止'),
    ],
    steps:
      'version dashes help run-help run-echo run-rm run-shell run-background create start-created ps ps-all ' +
      'logs top stats exec exec-shell exec-bash write-greeting copy-in copy-out rename pause unpause stop ' +
      'restart kill stubborn stop-stubborn remove-all',
  },
  {
    guide: 'images',
    headings: [
      top('Images', '镜像'),
      kept('Pull and list', '拉取与列出'),
      kept('Search', '搜索'),
      kept('Inspect', '查看镜像信息'),
      kept('Tags and digests', '标签与摘要'),
      kept('Create an image by hand', '手动创建镜像'),
      kept('Build an image from a Dockerfile', '用 Dockerfile 构建镜像'),
      kept('Remove images', '删除镜像'),
    ],
    steps:
      'pull images search inspect-image digest remove-by-tag pull-digest tag-digest workshop changed commit ' +
      'commit-history reader app-file dockerfile build build-history run-app app-answers remove-app in-use ' +
      'remove-reader remove-image',
  },
  {
    guide: 'ports-and-networks',
    headings: [
      now(['Ports', '端口'], ['Publish a port', '映射端口']),
      kept('A port that is already in use', '端口被占用'),
      kept('Publish on one address only', '只映射到一个地址'),
      kept('Publish all declared ports', '映射所有已声明的端口'),
      kept('Networks', '网络'),
    ],
    steps:
      'publish published-answers localhost-is-yours port port-taken publish-privately private-refuses ' +
      'private-answers publish-all-of-none publish-all chosen-port chosen-answers network-create ' +
      'network-server by-name no-names network-connect connected-by-name network-in-use network-kept ' +
      'prune-networks remove-network',
  },
  {
    guide: 'volumes',
    headings: [
      now(['Volumes', '卷'], ['Where data is stored', '数据存放在哪里']),
      kept('Bind mounts', '绑定挂载'),
      kept('Anonymous volumes', '匿名卷'),
      kept('Named volumes', '命名卷'),
      kept('What rm -v removes', 'rm -v 会删除什么'),
      kept('Back up and restore', '备份与恢复'),
      kept('What volume prune removes', 'volume prune 会删除什么'),
      kept('Data volume containers', '数据卷容器'),
    ],
    steps:
      'machine-page bind-read bind-write bind-read-only bind-typo mount-refuses anonymous-volume ' +
      'anonymous-name rm-keeps volume-create volume-write volume-in-use writer-volumes rm-with-volumes ' +
      'volume-read volume-backup volume-lose volume-restore volume-unused volume-prune volume-prune-all ' +
      'data-container data-volume volumes-from volumes-from-again rm-users rm-data remove-volume',
  },
  {
    guide: 'registries',
    headings: [
      top('A registry', '镜像仓库'),
      kept('Run a registry with a password', '运行一个带密码的镜像仓库'),
      kept('Tag and push', '打标签与推送'),
      kept('Pull it again', '再次拉取'),
      kept('What force does', '强制删除的效果'),
      kept('Log out and clean up', '退出登录并清理'),
    ],
    steps:
      'users registry tag push-refused login-wrong login push remove-name pull-back returned force survives ' +
      'remove-containers logout remove-registry',
  },
  {
    guide: 'limits-and-health',
    headings: [
      kept('Exit codes', '退出码'),
      now(
        ['Restart policies, health checks and removal', '容器的自动重启、健康检查与删除'],
        ['Restart policies', '重启策略'],
      ),
      kept('Restart policies', '重启策略'),
      kept('Health checks', '健康检查'),
      kept('Remove', '删除'),
      kept('Clean up', '清理'),
      top('Summary', '小结'),
      top('Sources', '来源'),
    ],
    steps:
      'exit-1 exit-125 exit-126 exit-127 exit-137 restart-on-failure restart-unless-stopped stop-stays ' +
      'health-starting healthy unhealthy rm-refused rm-force system-df labelled prune-old prune-labelled ' +
      'commit-nameless prune-images',
  },
]
