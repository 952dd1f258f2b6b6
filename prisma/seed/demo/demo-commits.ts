import { architectures } from './chapters/architectures.ts'
import { block } from './chapters/block.ts'
import { filesystems } from './chapters/filesystems.ts'
import { graphics } from './chapters/graphics.ts'
import { ioUring } from './chapters/io-uring.ts'
import { libraries } from './chapters/libraries.ts'
import { media } from './chapters/media.ts'
import { memoryManagement, memoryManagementCleanups } from './chapters/memory-management.ts'
import { miscDrivers } from './chapters/misc-drivers.ts'
import { network } from './chapters/network.ts'
import { newcomers } from './chapters/newcomers.ts'
import { rdma } from './chapters/rdma.ts'
import { releases } from './chapters/releases.ts'
import { sound } from './chapters/sound.ts'
import { virtualisation } from './chapters/virtualisation.ts'
import { demoTags, type StoryCommit } from './story.ts'

/** In the order in which a release takes them: new calls first, renames over the whole tree last, then the release. */
const chapters = [
  memoryManagement,
  rdma,
  network,
  block,
  filesystems,
  graphics,
  media,
  sound,
  virtualisation,
  ioUring,
  architectures,
  libraries,
  miscDrivers,
  newcomers,
  memoryManagementCleanups,
  releases,
]

/** The whole history, oldest first; the last commit of each release is its own. */
export const demoCommits: readonly StoryCommit[] = demoTags.flatMap((tag) =>
  chapters.flatMap((chapter) => chapter.filter((commit) => commit.in === tag)),
)
