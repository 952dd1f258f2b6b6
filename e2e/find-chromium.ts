import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface Chromium {
  readonly executablePath: string
  /** What its process needs in its environment besides ours. */
  readonly env: Readonly<Record<string, string>>
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** No network of its own, no graphics card, and no sandbox, which root cannot have. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `$CHROMIUM`, else one that is installed, else the one inside `@sparticuz/chromium` (Linux x64; `CHROMIUM=npm` asks for it). */
export async function findChromium(): Promise<Chromium> {
  const wanted = process.env.CHROMIUM
  if (wanted !== undefined && wanted !== '' && wanted !== 'npm') {
    if (!existsSync(wanted))
      throw new Error(`CHROMIUM is ${wanted}: no such file. Name a Chromium or Chrome, or unset it.`)
    return { executablePath: wanted, env: {} }
  }
  const found = wanted === 'npm' ? undefined : installed.find((path) => existsSync(path))
  return found === undefined ? await unpackChromium() : { executablePath: found, env: {} }
}

async function unpackChromium(): Promise<Chromium> {
  // the package does not export its package.json
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8'))
  // it unpacks into the temporary folder and takes whatever version lies there already
  const folder = resolve('node_modules/.cache', `chromium-${version}`)
  mkdirSync(folder, { recursive: true })
  const executablePath = await withEnvironment(
    // without this name it does not unpack the libraries that a bare system lacks
    { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    async () => (await import('@sparticuz/chromium')).default.executablePath(),
  )
  // its own names folders of another place: without any font, a sign that the page's fonts lack ends the browser
  writeFileSync(join(folder, 'fonts/fonts.conf'), fontsConfiguration(folder))
  const libraries = [join(folder, 'al2023/lib'), folder, process.env.LD_LIBRARY_PATH].filter(Boolean)
  return { executablePath, env: { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_PATH: join(folder, 'fonts') } }
}

const fontsConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`

async function withEnvironment<T>(values: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  Object.assign(process.env, values)
  try {
    return await act()
  } finally {
    // importing the package sets LD_LIBRARY_PATH and others for the whole process
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
