// Loaded into every child with --import: when the launcher is gone, even by SIGKILL, the channel closes and the child ends.
const launcher = process.env.PINWATCH_LAUNCHER
// a child of the child, as those that build pages, inherits the option and has a channel of its own, to somebody else
delete process.env.PINWATCH_LAUNCHER

if (launcher !== undefined) {
  // killed while this process began: the channel closed before anybody listened
  if (!process.connected || String(process.ppid) !== launcher) process.exit(1)
  process.channel?.unref()
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5000).unref()
  })
}
