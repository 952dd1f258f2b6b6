// `npm run bundle`: the command line without database and pages as one file, for hooks and CI where nobody installs anything.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = join(root, 'dist', 'pinwatch.mjs')
/** What one may be asked to fetch for a gate. */
const bytesMax = 1.5 * 1024 * 1024

const { outputFiles, metafile } = await bundle({
  absWorkingDir: root,
  entryPoints: [join(root, 'scanner', 'cli-alone.ts')],
  outfile: target,
  splitting: false,
  minify: true,
  // names of errors and functions are read by people
  keepNames: true,
  sourcemap: false,
  metafile: true,
  write: false,
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
const code = outputFiles[0]?.text ?? ''
const text = `${code}${licenses(packagesOf(Object.keys(metafile.inputs)))}`
if (Buffer.byteLength(text) > bytesMax) {
  process.stderr.write(`dist/pinwatch.mjs would have ${Buffer.byteLength(text)} bytes, more than ${bytesMax}.\n`)
  process.exit(1)
}
mkdirSync(dirname(target), { recursive: true })
// written beside and renamed: whoever runs it never loads half of it
const partial = `${target}.${process.pid}`
writeFileSync(partial, text, { mode: 0o755 })
chmodSync(partial, 0o755)
renameSync(partial, target)
process.stdout.write(`${relative(process.cwd(), target)}: ${statSync(target).size.toLocaleString('en')} bytes\n`)

/** Folders of the packages that files come from. */
function packagesOf(inputs) {
  const folders = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? [])
  return [...new Set(folders)].sort()
}

/** Their licences ask to go wherever the code goes. */
function licenses(folders) {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const file =
      existsSync(join(root, folder)) && readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const full = file ? `\n${readFileSync(join(root, folder, file), 'utf8').trim()}` : ''
    return `${name} ${version} (${license})${full}`
  })
  const own = `Pinwatch (Apache-2.0): https://www.apache.org/licenses/LICENSE-2.0. It contains:`
  return `/*\n${[own, ...parts].join('\n\n').replaceAll('*/', '* /')}\n*/\n`
}
