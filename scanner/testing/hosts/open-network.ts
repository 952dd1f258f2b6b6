import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll } from 'vitest'

/** A machine of its own as far as the network goes. */
export interface TestHost {
  readonly address: string
  /** Before a command, to run it there. */
  readonly within: readonly string[]
  /** Pulls its plug: nothing comes or goes, and nobody is told. */
  cut(): void
  plugIn(): void
}

export interface TestNetwork {
  addHost(): TestHost
  /** A second address, or one that another host had. */
  moveAddress(address: string, from: TestHost | null, to: TestHost): void
  /** An address that no host has yet. */
  spareAddress(): string
}

/** What keeps tests from making hosts here; `null`: nothing. */
export function findObstacle(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  if (process.getuid?.() !== 0) return 'making network namespaces takes root'
  const name = `pw-${randomBytes(3).toString('hex')}`
  try {
    ip('netns', 'add', name)
    ip('netns', 'delete', name)
    return null
  } catch (error) {
    return `ip netns: ${error instanceof Error ? error.message : error}`
  }
}

/**
 * Hosts on one switch, and nothing of it on this machine, whose programs would notice. What tests ask of a host they ask by files, as sockets of
 * Postgres are. All of it is gone when the test file is done.
 */
export function openNetwork(): TestNetwork {
  const id = randomBytes(3).toString('hex')
  const switchName = `pw-${id}-switch`
  const namespaces = [switchName]
  const links = new Map<TestHost, string>()
  let last = 1
  const nextAddress = () => `10.213.7.${++last}`
  ip('netns', 'add', switchName)
  afterAll(() => {
    for (const name of namespaces) tryIp('netns', 'delete', name)
  })
  ip('-n', switchName, 'link', 'add', 'bridge', 'type', 'bridge')
  ip('-n', switchName, 'link', 'set', 'bridge', 'up')
  return {
    addHost() {
      const address = nextAddress()
      const name = `pw-${id}-${last}`
      const plug = `plug${last}`
      ip('netns', 'add', name)
      namespaces.push(name)
      ip('-n', switchName, 'link', 'add', plug, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
      ip('-n', switchName, 'link', 'set', plug, 'master', 'bridge', 'up')
      for (const device of ['lo', 'eth0']) ip('-n', name, 'link', 'set', device, 'up')
      ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'eth0')
      // that nobody is there any more is noticed in seconds, where a system as it comes takes a quarter of an hour
      execFileSync('ip', ['netns', 'exec', name, 'sysctl', '-qw', 'net.ipv4.tcp_retries2=5'])
      const host = {
        address,
        within: ['ip', 'netns', 'exec', name],
        // out of the switch and not down: a host that sees its link go is told
        cut: () => ip('-n', switchName, 'link', 'set', plug, 'nomaster'),
        plugIn: () => ip('-n', switchName, 'link', 'set', plug, 'master', 'bridge'),
      }
      links.set(host, name)
      return host
    },
    moveAddress(address, from, to) {
      const nameOf = (host: TestHost) => links.get(host) ?? ''
      if (from !== null) ip('-n', nameOf(from), 'address', 'delete', `${address}/24`, 'dev', 'eth0')
      ip('-n', nameOf(to), 'address', 'add', `${address}/24`, 'dev', 'eth0')
      // who knew it by its old place asks again
      for (const host of links.values()) ip('-n', host, 'neighbour', 'flush', 'dev', 'eth0')
    },
    spareAddress: nextAddress,
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

function tryIp(...args: readonly string[]): void {
  try {
    ip(...args)
  } catch {
    // gone already
  }
}
