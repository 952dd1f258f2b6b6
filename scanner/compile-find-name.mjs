// Compiles read/prefilter/find-name.as.ts: `node scanner/compile-find-name.mjs`. A test fails when this was forgotten.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const here = fileURLToPath(new URL('read/prefilter/', import.meta.url))

/** The module as TypeScript source: its bytes in base64. Rejects with what the compiler says. */
export async function compileFindName() {
  const { error, stderr, binary } = await compile()
  if (error !== null) throw new Error(`find-name.as.ts does not compile: ${stderr}`, { cause: error })
  const text = Buffer.from(binary).toString('base64')
  return `/** find-name.as.ts, compiled by scanner/compile-find-name.mjs. */\nexport const findNameModule =\n  '${text}'\n`
}

async function compile() {
  let binary = new Uint8Array()
  const options = ['-O3', '--runtime', 'stub', '--noAssert', '--importMemory', '--enable', 'simd']
  const { error, stderr } = await asc.main(
    ['find-name.as.ts', ...options, '--baseDir', here, '--outFile', 'find-name.wasm'],
    {
      writeFile: (_name, contents) => {
        binary = contents
      },
    },
  )
  return { error, stderr: stderr.toString(), binary }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('read/prefilter/find-name-module.ts', import.meta.url), await compileFindName())
}
