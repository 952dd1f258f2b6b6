import { people } from './people.ts'
import { type ChangedFiles, playStory } from './play-story.ts'
import { begunAt, releasedAt } from './release-dates.ts'
import { type DemoPerson, type DemoTag, demoTags, type StoryCommit } from './story.ts'

/** Between what an author wrote and what a maintainer applied. */
const reviewSeconds = 2 * 24 * 3600

/** The whole history as one stream for `git fast-import`: commits on `main`, and an annotated tag behind each release. */
export function composeFastImport(commits: readonly StoryCommit[]): string {
  const changes = playStory(commits)
  const lines: string[] = ['feature done\n']
  commits.forEach((commit, index) => {
    lines.push(composeCommit(commit, index + 1, timeOf(commits, commit), changes[index] ?? new Map()))
    if (commits[index + 1]?.in !== commit.in) lines.push(composeTag(commit.in, index + 1))
  })
  // without this line git knows that it did not hear the end
  lines.push('done\n')
  return lines.join('')
}

function composeCommit(commit: StoryCommit, mark: number, writtenAt: number, files: ChangedFiles): string {
  const appliedAt = Math.min(writtenAt + reviewSeconds, releasedAt(commit.in))
  return [
    'commit refs/heads/main\n',
    `mark :${mark}\n`,
    `author ${stamp(commit.by, writtenAt)}\n`,
    `committer ${stamp(people.okafor, appliedAt)}\n`,
    data(messageOf(commit)),
    mark > 1 ? `from :${mark - 1}\n` : '',
    ...[...files].map(([path, text]) => (text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`)),
    '\n',
  ].join('')
}

function composeTag(tag: DemoTag, mark: number): string {
  return `tag ${tag}\nfrom :${mark}\ntagger ${stamp(people.okafor, releasedAt(tag))}\n${data(`Linux ${tag.slice(1)} (demo)\n`)}`
}

function messageOf({ subject, body, trailers = [], by }: StoryCommit): string {
  const signed = `Signed-off-by: ${by.name} <${by.email}>`
  return `${subject}\n\n${body}\n\n${[...trailers, signed].join('\n')}\n`
}

/** Commits of one release are spread evenly over the time since the one before; the release itself comes last. */
function timeOf(commits: readonly StoryCommit[], commit: StoryCommit): number {
  const ofRelease = commits.filter((other) => other.in === commit.in)
  const before = demoTags[demoTags.indexOf(commit.in) - 1]
  const from = before === undefined ? begunAt : releasedAt(before)
  const share = (ofRelease.indexOf(commit) + 1) / ofRelease.length
  return from + Math.floor((releasedAt(commit.in) - from) * share)
}

function stamp({ name, email }: DemoPerson, at: number): string {
  return `${name} <${email}> ${at} +0000`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
