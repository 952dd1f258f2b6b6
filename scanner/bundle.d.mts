import type { BuildOptions, BuildResult } from 'esbuild'

/** How the sources become something Node 20 can run; `options` say what and where to. */
export function bundle(options: BuildOptions): Promise<BuildResult>

/** The command line and, beside it, what its threads run: `cli.mjs` and `thread.mjs` in `outdir`, and what they load when they need it. */
export function bundleCommandLine(outdir: string, options?: BuildOptions): Promise<BuildResult>
