// Loaded into every child with --import: when the launcher is gone, even by SIGKILL, the channel closes and the child ends.
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5000).unref()
  })
}
