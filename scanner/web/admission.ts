/** Lets only so many pages be made at a time; a few more wait for a moment. */
export interface Admission {
  /** Resolves to how to leave; `null` if there is no room, or none in time. */
  enter(): Promise<(() => void) | null>
  /** Pages in work, and those that wait. */
  readonly load: () => { readonly working: number; readonly waiting: number }
}

export interface AdmissionOptions {
  readonly workingMax: number
  readonly waitingMax: number
  readonly waitMsMax: number
}

export function openAdmission({ workingMax, waitingMax, waitMsMax }: AdmissionOptions): Admission {
  let working = 0
  const waiting: ((admitted: boolean) => void)[] = []
  const leaveOnce = () => {
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      const next = waiting.shift()
      // its place goes to who waits longest
      if (next === undefined) working--
      else next(true)
    }
  }
  return {
    async enter() {
      if (working < workingMax) {
        working++
        return leaveOnce()
      }
      if (waiting.length >= waitingMax) return null
      const admitted = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(settle), 1)
          resolve(false)
        }, waitMsMax)
        const settle = (isAdmitted: boolean) => {
          clearTimeout(timer)
          resolve(isAdmitted)
        }
        waiting.push(settle)
      })
      return admitted ? leaveOnce() : null
    },
    load: () => ({ working, waiting: waiting.length }),
  }
}
