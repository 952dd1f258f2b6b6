import type { Person } from '#scanner/model/site.ts'
import { splitAddresses } from './split-addresses.ts'

/**
 * The people of one `M:` or `R:` value: `push_email_addresses` of `scripts/get_maintainer.pl`.
 * Empty if there is no address in it; the script warns then. `name` is empty for a bare address.
 */
export function parsePeople(value: string, role: Person['role']): readonly Person[] {
  const people: Person[] = []
  for (const address of value.includes(',') ? splitAddresses(value) : [value]) {
    const person = parsePerson(address, role)
    if (person !== null) people.push(person)
  }
  return people
}

/** The script's expressions take the square of a text's length, and no MAINTAINERS has lines that long. */
const lengthMax = 1000

/** `parse_email`. The script keeps a name quoted where RFC 822 wants it; here it is the plain name. */
function parsePerson(text: string, role: Person['role']): Person | null {
  if (text.length > lengthMax) return null
  // `^([^<]+)<(.+\@.*)>.*$`, by hand: it runs 4,000 times per MAINTAINERS.
  const open = text.indexOf('<')
  const close = text.lastIndexOf('>')
  if (open > 0 && text.slice(open + 1, close).indexOf('@') > 0) {
    return { name: plainName(text.slice(0, open)), email: text.slice(open + 1, close).trim(), role }
  }
  const address = bracketed.exec(text)?.[1] ?? bare.exec(text)?.[1]
  return address === undefined ? null : { name: '', email: address.trim(), role }
}

const bracketed = /^\s*<(.+@\S*)>/
const bare = /^(.+@\S*)/

function plainName(text: string): string {
  const name = text.trim()
  return name.includes('"') ? name.replace(/^"|"$/g, '').replaceAll('\\"', '"').trim() : name
}
