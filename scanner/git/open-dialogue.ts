import { explainFailure, explainStart } from './explain-failure.ts'
import { GitError } from './git-error.ts'
import { spawnGit } from './spawn-git.ts'

/** A git that goes on: a question is a line, and answers come in the order of the questions. */
export interface Dialogue<Answer> {
  /** Rejects with `GitError` if the answer is one, or git fails. */
  ask(line: string): Promise<Answer>
  /** Ends git; questions under way are rejected. */
  close(): void
}

/** One answer, and where in the bytes it ends. */
export interface Taken<Answer> {
  readonly answer: Answer | GitError
  readonly end: number
}

interface Question<Answer> {
  readonly line: string
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** `take` reads the answer to a line that begins at `at`; `null` if not all of it is there. */
export function openDialogue<Answer>(
  directory: string,
  args: readonly string[],
  take: (bytes: Buffer, at: number, line: string) => Taken<Answer> | null,
): Dialogue<Answer> {
  const questions: Question<Answer>[] = []
  const child = spawnGit(directory, args, () => questions.length > 0)
  let stderr = ''
  let bytes: Buffer = Buffer.alloc(0)
  let failure: unknown = null

  /** Lines asked in one turn go to git at once: writing costs more than a small answer does. */
  let unsent: string[] = []
  const send = () => {
    child.stdin.write(unsent.map((line) => `${line}\n`).join(''))
    unsent = []
  }

  const failAll = (error: unknown) => {
    failure ??= error
    for (const { reject } of questions.splice(0)) reject(failure)
  }
  child.on('error', (cause: NodeJS.ErrnoException) => failAll(explainStart(cause)))
  child.stdin.on('error', () => {})
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  child.on('close', () => failAll(explainFailure(stderr, `reading ${questions[0]?.line ?? 'objects'} in ${directory}`)))

  child.stdout.on('data', (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk])
    let at = 0
    for (let question = questions[0]; question !== undefined; question = questions[0]) {
      const taken = take(bytes, at, question.line)
      if (taken === null) break
      questions.shift()
      at = taken.end
      if (taken.answer instanceof GitError) question.reject(taken.answer)
      else question.resolve(taken.answer)
    }
    bytes = bytes.subarray(at)
  })

  return {
    ask: (line) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure)
        questions.push({ line, resolve, reject })
        if (unsent.push(line) === 1) process.nextTick(send)
      }),
    close() {
      failure ??= new GitError('git-failed', 'the reader was closed')
      child.stdin.end()
      child.kill()
    },
  }
}
