import { readdir, readFile, readlink } from 'node:fs/promises'

/** Who listens on a port, as "node (process 123)"; `null` where the system does not say. */
export async function findListener(port: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1)
    for (const line of lines) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
      if (state === '0A' && Number.parseInt(local.split(':')[1] ?? '', 16) === port && inode !== undefined)
        inodes.add(`socket:[${inode}]`)
    }
  }
  if (inodes.size === 0) return null
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const held = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const fd of held) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
      if (!inodes.has(target)) continue
      const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
      return `${name} (process ${pid})`
    }
  }
  return null
}
