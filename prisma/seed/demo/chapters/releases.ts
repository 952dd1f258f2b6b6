import { write } from '../changes.ts'
import { people } from '../people.ts'
import { type Chapter, demoTags } from '../story.ts'

/** One commit a release, as the kernel has it: the version in the Makefile. */
export const releases: Chapter = demoTags.map((tag) => {
  const [version, patchlevel] = tag.slice(1).split('.')
  return {
    in: tag,
    by: people.okafor,
    subject: `Linux ${tag.slice(1)} (demo)`,
    body: 'Not a kernel: a small tree with the shape of one.',
    changes: [
      write(
        'Makefile',
        `# SPDX-License-Identifier: GPL-2.0\nVERSION = ${version}\nPATCHLEVEL = ${patchlevel}\nSUBLEVEL = 0\nEXTRAVERSION = -demo\n`,
      ),
    ],
  }
})
