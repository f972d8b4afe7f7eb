import { guides } from '../playbooks/index.ts'

const loads = await Promise.allSettled(guides.map(({ load }) => load()))

/** The guides that load. The build reports each other one, and shows it in place of its page (`guide-pages.ts`). */
export const playbooks = loads.flatMap((load) => (load.status === 'fulfilled' ? [load.value] : []))
