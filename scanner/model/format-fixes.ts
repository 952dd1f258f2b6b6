/**
 * The line that names the commit which a patch repairs, as Documentation/process/submitting-patches.rst of the kernel wants it: twelve
 * digits of its id, its whole subject in quotes, one line however long. Quotes within the subject stay as they are, as
 * git's `--pretty=fixes` there has it.
 *
 * A subject is somebody's text: characters that would break the line or steer a terminal are a blank here.
 */
export function formatFixes(commit: string, subject: string): string {
  const line = subject.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()
  return `Fixes: ${commit.slice(0, 12)} ("${line}")`
}
