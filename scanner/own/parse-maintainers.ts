import type { Person } from '#scanner/model/site.ts'
import type { Maintainers, MaintainersDialect, MaintainersProblem, MaintainersSection } from './maintainers.ts'
import { type Pattern, type PatternPlace, parseNamePattern, parsePathPattern } from './parse-pattern.ts'
import { parsePeople } from './parse-people.ts'
import { indexPatterns } from './pattern-index.ts'

/** In characters, of what is no pattern; the longest line of a kernel's has 200. Titles and people stand in each row of their sites. */
const lineLengthMax = 1000

/**
 * Reads MAINTAINERS as `read_maintainer_file` and the section walk of `scripts/get_maintainer.pl` do: a section is a run
 * of `X:` lines, its title the line before. Blank lines and comments are not there at all: they do not end a section.
 * Never throws; a line that cannot be used is in `problems`. Of a title that is too long its beginning stays.
 */
export function parseMaintainers(text: string, dialect: MaintainersDialect): Maintainers {
  const sections: MaintainersSection[] = []
  const patterns: Pattern[] = []
  const problems: MaintainersProblem[] = []
  let title: string | null = null
  let section: OpenSection | null = null

  let line = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    line++
    if (isEntry(text, start)) {
      if (section !== null) readEntry(section, start, end)
      else {
        section = openSection(title ?? readTitle(start, end))
        sections.push(section)
        // A file that starts with an entry: the script takes that line for the title, yet still sees a pattern in it.
        if (title !== null || 'FXN'.includes(text.charAt(start))) readEntry(section, start, end)
      }
    } else if (!isSkipped(text, start, end)) {
      title = readTitle(start, end)
      section = null
    }
    start = end + 1
  }
  return { sections, problems, index: indexPatterns(patterns) }

  function readTitle(start: number, end: number): string {
    if (end - start <= lineLengthMax) return text.slice(start, end)
    problems.push({ kind: 'title-too-long', line })
    return `${text.slice(start, start + lineLengthMax)}…`
  }

  function readEntry(into: OpenSection, start: number, end: number): void {
    const letter = text.charAt(start)
    switch (letter) {
      case 'M':
        readPeople(into, valueAt(text, start, end), 'maintainer')
        return
      case 'R':
        readPeople(into, valueAt(text, start, end), 'reviewer')
        return
      case 'F':
      case 'X':
        readPattern(into, parsePathPattern(letter, valueAt(text, start, end), nextPlace(), dialect))
        return
      case 'N':
        readPattern(into, parseNamePattern(valueAt(text, start, end), nextPlace()))
        return
      case 'S':
        into.status = valueAt(text, start, end).slice(0, lineLengthMax)
        return
      case 'L':
        into.lists.push(valueAt(text, start, end).split(/\s/, 1)[0]?.slice(0, lineLengthMax) ?? '')
    }
  }

  function nextPlace(): PatternPlace {
    return { section: sections.length - 1, order: patterns.length }
  }

  function readPeople(into: OpenSection, value: string, role: Person['role']): void {
    const people = value.length > lineLengthMax ? [] : parsePeople(value, role)
    if (people.length === 0) problems.push({ kind: 'invalid-address', line })
    else into.people.push(...people)
  }

  function readPattern(into: OpenSection, pattern: Pattern | null): void {
    if (pattern === null) {
      problems.push({ kind: 'invalid-pattern', line })
      return
    }
    into.patterns.push(pattern)
    patterns.push(pattern)
  }
}

interface OpenSection extends MaintainersSection {
  status: string | null
  readonly people: Person[]
  readonly lists: string[]
  readonly patterns: Pattern[]
}

function openSection(title: string): OpenSection {
  return { title, people: [], status: null, lists: [], patterns: [] }
}

/** `^[A-Z]:` */
function isEntry(text: string, start: number): boolean {
  const letter = text.charCodeAt(start)
  return letter >= 65 && letter <= 90 && text.charCodeAt(start + 1) === 58
}

/** `^[A-Z]:\s*(.*)`: what is behind the white space, to the end of the line. */
function valueAt(text: string, start: number, end: number): string {
  let at = start + 2
  while (at < end && text.charCodeAt(at) <= 32) at++
  return text.slice(at, end)
}

function isSkipped(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) > 32) return text.charAt(at) === '#'
  }
  return true
}
