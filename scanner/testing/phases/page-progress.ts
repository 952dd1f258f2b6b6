import type { FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter'
import { formatDuration } from './format-duration.mjs'

/** How a test ended, as one sees at a glance in a list of hundreds. */
const marks = {
  passed: '✓',
  failed: '✗',
  timedOut: '✗ (timed out)',
  interrupted: '✗ (interrupted)',
  skipped: '-',
} as const

/** A line for each test, with how many of how many are done; why one failed is told at once, and again at the end. */
export default class PageProgress implements Reporter {
  private start = performance.now()
  private all = 0
  private done = 0
  private readonly failures: string[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.start = performance.now()
    this.all = suite.allTests().length
  }

  /** Of the server, before any test runs, too. */
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.done++
    const done = String(this.done).padStart(String(this.all).length)
    const so = formatDuration(performance.now() - this.start)
    const title = test.titlePath().filter(Boolean).join(' › ')
    const line = `${marks[result.status]} ${title} ${formatDuration(result.duration)}`
    console.log(`[${done}/${this.all}, ${so}] ${line}`)
    if (result.status === 'passed' || result.status === 'skipped') return
    const why = result.errors.map(({ stack, message, snippet }) =>
      [stack ?? message, snippet].filter(Boolean).join('\n'),
    )
    this.failures.push([line, ...why].join('\n'))
    console.log(why.join('\n'))
  }

  onError({ message, stack }: { readonly message?: string; readonly stack?: string }): void {
    this.failures.push(stack ?? message ?? 'an error that says nothing')
    console.log(this.failures.at(-1))
  }

  onEnd({ status }: FullResult): void {
    if (this.failures.length > 0) console.log(`\n${this.failures.join('\n\n')}`)
    const sum = `${this.done} of ${this.all} tests ran, ${this.failures.length} failed`
    console.log(`${sum}: ${status}, ${formatDuration(performance.now() - this.start)}`)
  }

  printsToStdio(): boolean {
    return true
  }
}
