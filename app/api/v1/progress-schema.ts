import { z } from 'zod'
import { type Progress, remainingOf } from '#app/_data/progress.ts'

const acquires = (what: string) => z.int().min(0).describe(`Acquires that ${what}.`)

/** What became of acquires; `converted / (converted + remaining)` is the progress that pages show. */
export const progressSchema = z
  .object({
    converted: acquires('are converted'),
    mismatched: acquires('are pinned and dropped as plain references, or the other way round'),
    unconverted: acquires('are to be converted'),
    unknown: acquires('nothing is known for sure of'),
    exempt: acquires('stay as they are'),
    remaining: acquires('are mismatched, unconverted or unknown'),
  })
  .meta({ id: 'Progress' })

export const toProgress = (progress: Progress): z.output<typeof progressSchema> => ({
  converted: progress.converted,
  mismatched: progress.mismatched,
  unconverted: progress.unconverted,
  unknown: progress.unknown,
  exempt: progress.exempt,
  remaining: remainingOf(progress),
})
