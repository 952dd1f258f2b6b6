import type { Person } from './site.ts'

/**
 * The people of several sections, each once, in the order of `scripts/get_maintainer.pl`. As its `email_inuse`: the first mention of
 * a name *or* an address wins, whatever its role.
 */
export function listPeople(people: readonly Person[]): readonly Person[] {
  const names = new Set<string>()
  const addresses = new Set<string>()
  return people.filter((person) => {
    const name = person.name.toLowerCase()
    const address = person.email.toLowerCase()
    if ((name !== '' && names.has(name)) || addresses.has(address)) return false
    names.add(name)
    addresses.add(address)
    return !isPenguinChief(person)
  })
}

/** The script never names him unless asked (`--git-chief-penguins`), in whatever section he is. */
function isPenguinChief({ name, email }: Person): boolean {
  return name === 'Linus Torvalds' && email === 'torvalds@linux-foundation.org'
}
