import { rmSync } from 'node:fs'

/** The database is stopped by then: nothing of the run stays behind. */
export default function removeHome(): void {
  const home = process.env.PINWATCH_E2E_HOME
  if (home !== undefined) rmSync(home, { recursive: true, force: true })
}
