import type { Words } from '../../../playbooks/model/text.ts'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { type Archived, firstMember } from '../look/archive.ts'
import type { AskEngine } from '../look/context.ts'
import { named, orAbsent } from '../look/engine-object.ts'
import { largeFile, type Wanted } from '../look/file-size.ts'

/** A file in a container, up to 1 MiB, as the engine's archive (a tar) holds it. */
export const observeContainerFile = (
  ask: AskEngine,
  container: string,
  path: string,
  wanted: Wanted,
): Promise<Observation> =>
  orAbsent(async () => {
    const { Id } = await ask(async (engine) => named(container, await engine.getContainer(container).inspect()))
    const member = await ask(async (engine) => firstMember(await engine.getContainer(Id).getArchive({ path })))
    if (member.kind === 'too-large') return largeFile(path, wanted)
    return member.kind === 'file' ? { kind: 'content', content: member.content } : cannotLook(noContent(path, member))
  })

const noContent = (path: string, member: Exclude<Archived, { kind: 'file' | 'too-large' }>): Words => {
  switch (member.kind) {
    case 'no-file':
      return { en: `${path} is a ${member.type}, not a file`, 'zh-cn': `${path} 不是文件，而是“${member.type}”` }
    case 'nothing':
      return { en: `the engine’s archive of ${path} is empty`, 'zh-cn': `引擎给出的 ${path} 归档是空的` }
  }
}

export const observe: Observer<'container-file'>['observe'] = ({ container, path, content }, { withEngine }) =>
  observeContainerFile(withEngine, container, path, content === undefined ? 'presence' : 'content')
