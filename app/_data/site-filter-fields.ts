import { z } from 'zod'
import { parseFilterValue } from './parse-filter-value.ts'
import { enumerations, type FilterParameter, filterParameters } from './site-filter.ts'

const descriptions: Readonly<Record<FilterParameter, string>> = {
  status: 'Status as the scanner sees it.',
  role: '`acquire` or `release`.',
  family: 'Which way of holding a page the API belongs to.',
  api: 'Function of the catalogue.',
  class: 'Class of API that fits the site.',
  subsystem: 'Title, in any case, or slug of a section of MAINTAINERS.',
  maintainer: 'Mail address, or else name, of somebody whom a section of the site names.',
  path: 'File, directory or glob.',
  dir: 'Directory.',
  reason: 'Why the status.',
  grade: 'Grade of the best pair; `none`: no pair.',
  finding: 'Something else worth saying; `none`: nothing.',
  target: 'What to convert to; `none`: nothing.',
  appeared: 'Label of the revision in which the site was first seen; `none`: before anything was scanned.',
  age: 'Days since it appeared, before the revision: `>30` or `<30`.',
  claim: 'State of a claim, or mail address of whoever has an open one; `none`: nobody has.',
  triage:
    'What people decided, `stays` also by a comment in the code; `comment`: there is such a comment; `proposed`: something is proposed; `none`: nothing is decided.',
  priority: 'How soon somebody should look at it, as people say; `normal` where nobody did.',
  q: 'Words that stand in path, function, API, id, section or people.',
}

const field = (parameter: FilterParameter) => {
  const commas = enumerations.includes(parameter) ? ' Commas mean the same as repeating it.' : ''
  return z
    .array(
      z.string().superRefine((text, context) => {
        const problem = problemOf(parameter, text)
        if (problem !== null) context.addIssue({ code: 'custom', message: `${parameter}: ${problem}` })
      }),
    )
    .optional()
    .meta({ description: `${descriptions[parameter]}${commas}` })
}

/**
 * Parameters of a filter of sites for the API. Each may be repeated, which means any of its values; `-` in front of a value excludes it;
 * several parameters narrow one another.
 */
export const siteFilterFields = {
  // the constant has all of the names
  ...(Object.fromEntries(filterParameters.map((name) => [name, field(name)])) as Record<
    FilterParameter,
    ReturnType<typeof field>
  >),
  all: z
    .enum(['0', '1'], 'all: it is 1 or 0.')
    .optional()
    .meta({ description: '`1`: also generic releases that no acquire was found for.' }),
}

/** The first thing that is wrong with a value, or with one of those between its commas. */
function problemOf(parameter: FilterParameter, text: string): string | null {
  for (const part of enumerations.includes(parameter) ? text.split(',') : [text]) {
    const value = part.trim().replace(/^-/, '').trim()
    const parsed = parseFilterValue(parameter, value)
    if (parsed !== null && 'problem' in parsed) return parsed.problem
  }
  return null
}
