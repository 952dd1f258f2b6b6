import type { Finding } from '#scanner/model/server-acts.ts'
import { isPublicAddress } from '#scanner/network/is-public-address.ts'
import type { ForwardTrouble } from './settle-forwarded.ts'

/** Whoever sends requests can make trouble of the first kind: no more of it is kept than this. */
const toldMax = 16

const sentences: Readonly<Record<ForwardTrouble['kind'], (address: string) => string>> = {
  stranger: (address) =>
    `${address} says for whom it asks (X-Forwarded-For) and is not believed: if it is your proxy, name it in PINWATCH_PROXIES; until then all who come through it count as one`,
  silent: (address) =>
    `${address} hands requests on and does not say for whom: let the proxy add the client's address to X-Forwarded-For; until then all who come through it count as one`,
  renamed: (address) =>
    `${address} asks by another name than people do: let the proxy pass Host on as it came (X-Forwarded-Host is not believed); until then forms are refused`,
}

export interface ForwardWatch {
  see(trouble: ForwardTrouble): void
  /** For `doctor`. Of strangers only those of our own network, where proxies are: anybody else may send that header for fun. */
  findings(): readonly Finding[]
}

/** Remembers what requests show of proxies; `tell` hears of each once. */
export function watchForwarding(tell: (sentence: string) => void): ForwardWatch {
  const seen = new Map<string, ForwardTrouble>()
  return {
    see(trouble) {
      const key = `${trouble.kind} ${trouble.address}`
      if (seen.has(key) || seen.size >= toldMax) return
      seen.set(key, trouble)
      tell(`${sentences[trouble.kind](trouble.address)}.`)
    },
    findings: () =>
      [...seen.values()]
        .filter(({ kind, address }) => kind !== 'stranger' || !isPublicAddress(address))
        .map(({ kind, address }) => ({ subject: 'proxy', isFine: false, sentence: sentences[kind](address) })),
  }
}
