import { endGroup } from './end-group.ts'

const lookEveryMs = 500

/** Runs in a thread of a process that leads a group: ends the group, git and all, when the parent is gone. */
export function runParentWatch(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) endGroup()
  }, lookEveryMs)
}
