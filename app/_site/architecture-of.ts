import { quote } from '#app/_data/sites-command.ts'

/** Names of `make ARCH=` and of the usual cross compilers, where they are not the directory's. */
const compilers: Readonly<Record<string, string>> = {
  arm: 'arm-linux-gnueabihf-',
  arm64: 'aarch64-linux-gnu-',
  powerpc: 'powerpc64le-linux-gnu-',
  s390: 's390x-linux-gnu-',
  riscv: 'riscv64-linux-gnu-',
  mips: 'mips64-linux-gnuabi64-',
  sparc: 'sparc64-linux-gnu-',
}

/** How to compile one file of a kernel, and what of it is guessed: the architecture by its path, and that allmodconfig turns its symbol on. */
export function architectureOf(path: string): { readonly make: string; readonly guess: string } {
  const name = /^arch\/([\w-]+)\//.exec(path)?.[1] ?? null
  const object = quote(path.replace(/\.c$/, '.o'))
  if (name === null || name === 'x86')
    return { make: `make allmodconfig && make ${object}`, guess: 'allmodconfig turns on what can be a module' }
  const cross = compilers[name]
  const variables = `ARCH=${name}${cross === undefined ? '' : ` CROSS_COMPILE=${cross}`}`
  return { make: `make ${variables} allmodconfig ${object}`, guess: `the architecture is told from the path` }
}
