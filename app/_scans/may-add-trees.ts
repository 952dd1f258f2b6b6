import { hostOf, isLoopback } from '#app/_web/is-loopback.ts'

/**
 * Whoever may add a tree may make this machine read any folder and clone any URL. So only from the machine itself: the server listens on
 * a loopback address, and the request names one too. The latter refuses pages of elsewhere that let their own name mean this machine
 * (DNS rebinding).
 */
export function mayAddTrees(listensOn: string, requestHost: string | null): boolean {
  return isLoopback(listensOn) && requestHost !== null && isLoopback(hostOf(requestHost))
}
