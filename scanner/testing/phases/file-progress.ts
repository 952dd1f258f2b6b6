import { DefaultReporter, type TestCase, type TestModule, type TestSpecification, type TestSuite } from 'vitest/node'
import { formatDuration } from './format-duration.mjs'

/** Vitest's own reporter, which says with each file how many of how many are done and how long the run has taken so far: `[ 12/290, 1 min 05 s]`. */
export default class FileProgress extends DefaultReporter {
  private all = 0
  private done = 0

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.all = specifications.length
    this.done = 0
    super.onTestRunStart(specifications)
  }

  override onTestModuleEnd(module: TestModule): void {
    this.done++
    super.onTestModuleEnd(module)
  }

  protected override getEntityPrefix(entity: TestCase | TestModule | TestSuite): string {
    const prefix = super.getEntityPrefix(entity)
    if (entity.type !== 'module') return prefix
    const done = String(this.done).padStart(String(this.all).length)
    return `[${done}/${this.all}, ${formatDuration(performance.now() - this.start)}] ${prefix}`
  }
}
