import type { BuildOptions, BuildResult } from 'esbuild'

/** How the sources become something Node 20 can run; `options` say what and where to. */
export function bundle(options: BuildOptions): Promise<BuildResult>
