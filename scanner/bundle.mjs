import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { digestAnalysis } from './digest-analysis.mjs'

/** How the sources become something Node 20 can run; `options` say what and where to. */
export function bundle(options) {
  return build({
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // beside the code: the engine would read it at every start
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'error',
    // node-postgres looks for these where it runs elsewhere
    external: ['pg-native', 'pg-cloudflare'],
    define: { __PINWATCH_ANALYSIS__: JSON.stringify(digestAnalysis()) },
    // CommonJS dependencies ask for node's own modules with require
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    ...options,
  })
}

/** The command line and, beside it, what its threads run: `cli.mjs` and `thread.mjs` in `outdir`, and what they load when they need it. */
export function bundleCommandLine(outdir, options) {
  const scanner = dirname(fileURLToPath(import.meta.url))
  return bundle({
    entryPoints: [join(scanner, 'cli.ts'), join(scanner, 'thread.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    ...options,
  })
}
