import type { Member } from './tar.ts'

/** Build leftovers and duplicates. */
const litter =
  /^(?:var\/cache\/debconf\/.*-old|var\/lib\/dpkg\/.*-old|var\/log\/.+|tmp\/.+|run\/.+|etc\/resolv\.conf|etc\/hostname)$/

export const withoutLitter = (members: readonly Member[]): readonly Member[] =>
  members.filter(({ path }) => path !== '' && !litter.test(path))

/** The members of `upper` that are missing or different in `lower`. `upper` must only add and change. */
export const addedBy = (upper: readonly Member[], lower: readonly Member[]): readonly Member[] => {
  const known = new Map(lower.map((member) => [member.path, member.blocks]))
  return upper.filter(({ path, blocks }) => known.get(path)?.equals(blocks) !== true)
}
