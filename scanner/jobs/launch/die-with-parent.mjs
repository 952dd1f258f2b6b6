// Loaded into every child with --import: when the launcher is gone, even by SIGKILL, the channel closes and the child ends.
// A child of the child, as those that build pages, inherits the option and has a channel of its own, to somebody else.
if (process.channel && String(process.ppid) === process.env.PINWATCH_LAUNCHER) {
  process.channel.unref()
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5000).unref()
  })
}
