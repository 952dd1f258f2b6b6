/** More lines than a Makefile of a kernel has. */
const linesMax = 20_000

const assignment = /^([\w.-]+?)-(?:\$\((CONFIG_\w+)\)|(y|m|objs))\s*[:+?]?=\s*(.*)$/

/**
 * Which options a directory's objects are built under, by the name of the source without its ending: `selftest` under
 * `CONFIG_IOMMUFD_TEST` for `iommufd-$(CONFIG_IOMMUFD_TEST) += selftest.o`, `y` where nothing is asked. What is part of
 * another object (`gup-objs := a.o b.o`) is built where that is.
 */
export function parseMakefile(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const options = new Map<string, Set<string>>()
  const partOf = new Map<string, Set<string>>()
  const add = (to: Map<string, Set<string>>, name: string, value: string) => {
    to.set(name, (to.get(name) ?? new Set()).add(value))
  }
  for (const line of text.replace(/\\\r?\n/g, ' ').split('\n', linesMax)) {
    const [, owner = '', option, , objects = ''] = assignment.exec(line.trim()) ?? []
    for (const [, name = ''] of objects.replace(/#.*/, '').matchAll(/(?:^|\s)([\w./-]+)\.o\b/g)) {
      const isWhole = owner === 'obj' || owner === 'lib'
      if (option !== undefined) add(options, name, option)
      else if (isWhole) add(options, name, 'y')
      else add(partOf, name, owner)
    }
  }
  const built = new Map<string, Set<string>>(options)
  for (const [name, owners] of partOf) {
    for (const owner of owners) for (const option of options.get(owner) ?? []) add(built, name, option)
  }
  return built
}
