import { readdir, readFile, readlink } from 'node:fs/promises'

/** `st` of a listening socket in /proc/net/tcp; Linux, include/net/tcp_states.h. */
const listening = '0A'

const inodeOf = (table: string, port: number): string | undefined => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const columns = table.split('\n').map((line) => line.trim().split(/\s+/))
  return columns.find(([, local, , state]) => local?.endsWith(`:${hex}`) && state === listening)?.[9]
}

const holds = async (pid: string, inode: string): Promise<boolean> => {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')))
  return links.includes(`socket:[${inode}]`)
}

/** Which process listens on a port: `“node” (process 123)`. undefined without /proc or without permission. */
export const portOwner = async (port: number): Promise<string | undefined> => {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const inode = tables.map((table) => inodeOf(table, port)).find((found) => found !== undefined)
  if (inode === undefined) return undefined
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    if (await holds(pid, inode))
      return `“${(await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '?')).trim()}” (process ${pid})`
  }
  return undefined
}
