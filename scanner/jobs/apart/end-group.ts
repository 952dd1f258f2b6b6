/** Ends this process, which leads a group, and all it started: nothing of a scan is worth waiting for. */
export function endGroup(): void {
  process.kill(-process.pid, 'SIGKILL')
}
