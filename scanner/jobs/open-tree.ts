import { existsSync } from 'node:fs'
import { makeDemo } from '#prisma/seed/demo/make-demo.ts'
import { cloneMirror } from '#scanner/git/clone-mirror.ts'
import { fetchMirror } from '#scanner/git/fetch-mirror.ts'
import type { TransportOptions } from '#scanner/git/run-transport.ts'
import { parseSource } from '#scanner/model/source.ts'
import { demoFolder, mirrorFolder } from './home-paths.ts'
import { ScanTrouble } from './scan-trouble.ts'

export interface OpenTreeOptions {
  readonly home: string
  readonly signal: AbortSignal
  readonly onProgress: (phase: 'cloning' | 'fetching', line: string | null, part: number | null) => void
}

/** The repository of a tree's source, brought up to date: the path itself, the mirror of a URL, the demo. */
export async function openTree(
  { source, slug }: { readonly source: string; readonly slug: string },
  { home, signal, onProgress }: OpenTreeOptions,
): Promise<string> {
  const parsed = parseSource(source)
  switch (parsed.kind) {
    case 'wrong':
      throw new ScanTrouble(parsed.problem)
    case 'path':
      return parsed.repository
    case 'demo': {
      const directory = demoFolder(home)
      onProgress('cloning', null, null)
      await makeDemo(directory).catch((cause: Error) => {
        throw new ScanTrouble(cause.message, { cause })
      })
      return directory
    }
    case 'url': {
      const directory = mirrorFolder(home, slug, parsed.text)
      const phase = existsSync(directory) ? 'fetching' : 'cloning'
      onProgress(phase, null, null)
      const options: TransportOptions = { signal, onProgress: ({ line, part }) => onProgress(phase, line, part) }
      if (phase === 'cloning') await cloneMirror(parsed.repository, directory, options)
      else await fetchMirror(directory, parsed.repository, options)
      return directory
    }
  }
}
