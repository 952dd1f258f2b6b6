import { publishCheck } from '#scanner/github/publish-check.ts'
import type { CheckReport } from '#scanner/model/check.ts'
import { composeDocument } from '#scanner/model/check-document.ts'
import { writeAll } from '../output.ts'
import { connectGithub } from './connect-github.ts'

/** Makes a check run of a report at its head, and says where it is. Rejects with `EnvironmentError` or `GithubError`. */
export async function publishReport(
  process: NodeJS.Process,
  report: CheckReport,
  verdict: 'pass' | 'fail',
): Promise<void> {
  const { github, repository } = await connectGithub(process)
  const detailsUrl = process.env.PINWATCH_URL || null
  const url = await publishCheck(github, repository, { checked: composeDocument(report, verdict), detailsUrl })
  await writeAll(process.stderr, [`Check run: ${url}\n`])
}
