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
  for (const [, owner = '', option, , objects = ''] of listAssignments(text)) {
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

/** Which options a directory's own directories are built under, by name: `CONFIG_VFIO` for `obj-$(CONFIG_VFIO) += vfio/`. */
export function parseSubdirectories(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const options = new Map<string, Set<string>>()
  for (const [, owner = '', option = 'y', , entries = ''] of listAssignments(text)) {
    if (!['obj', 'core', 'drivers', 'libs', 'net'].includes(owner)) continue
    for (const [, name = ''] of entries.replace(/#.*/, '').matchAll(/(?:^|\s)([\w./-]+)\/(?=\s|$)/g))
      options.set(name, (options.get(name) ?? new Set()).add(option))
  }
  return options
}

const listAssignments = (text: string): readonly RegExpExecArray[] =>
  text
    .replace(/\\\r?\n/g, ' ')
    .split('\n', linesMax)
    .map((line) => assignment.exec(line.trim()))
    .filter((found) => found !== null)
