import { examine } from '#scanner/jobs/doctor/examine.ts'
import { printable, printableJson } from '#scanner/model/printable.ts'
import type { DoctorFlags } from '../commands/doctor.ts'
import type { CliContext } from '../context.ts'
import { writeAll } from '../output.ts'
import { withStore } from '../with-store.ts'

export async function doctor(this: CliContext, { format }: DoctorFlags): Promise<void> {
  const findings = await withStore(this, ({ db, environment }) => examine(db, environment.home))
  await writeAll(
    this.process.stdout,
    findings.map((finding) =>
      format === 'ndjson'
        ? printableJson(`${JSON.stringify(finding)}\n`)
        : `${finding.isFine ? 'ok   ' : 'wrong'}  ${printable(`${finding.subject}: ${finding.sentence}`)}\n`,
    ),
  )
  if (findings.some(({ isFine }) => !isFine)) this.process.exitCode = 1
}
