import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { digestAnalysis } from '../digest-analysis.mjs'
import { type CliOptions, type CliResult, cliEnvironment } from './run-cli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

// before anything asks for it (`run/analysis-version.ts`): as for a user, rows are kept for this analysis
Object.assign(globalThis, { __PINWATCH_ANALYSIS__: digestAnalysis() })
const { runApplication } = await import('#scanner/cli/run-application.ts')
const { routes } = await import('#scanner/cli.ts')

/**
 * Runs the command line in this process, as `runCli` does in one of its own: for tests that run it by the dozen and look at what comes out. Its start,
 * which is most of what such a run costs, is paid once. Commands read arguments, environment and streams from what they are given; what
 * git inherits is the environment of the tests.
 */
export async function runHere(args: readonly string[], options: Omit<CliOptions, 'cwd'> = {}): Promise<CliResult> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() }
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    streams[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk
    })
  const stand = {
    ...streams,
    argv: ['node', 'pinwatch', ...args],
    env: cliEnvironment(options),
    exitCode: undefined as number | undefined,
    cwd: () => '/',
  }
  await runApplication(routes, {
    process: stand as unknown as NodeJS.Process,
    root,
    workerEntry: null,
    script: '',
  })
  return { code: stand.exitCode ?? 0, ...said }
}
