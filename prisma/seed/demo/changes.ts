import type { Change, DemoPerson, Replacement } from './story.ts'

/** C source as it is written, backslashes and all, without the line break behind the opening quote. */
export function c(source: TemplateStringsArray): string {
  return String.raw(source).replace(/^\n/, '')
}

export function write(path: string, text: string): Change {
  return { kind: 'write', path, text }
}

export function edit(path: string, ...replacements: readonly Replacement[]): Change {
  return { kind: 'edit', path, replacements }
}

export function editTree(...replacements: readonly Replacement[]): Change {
  return { kind: 'edit-tree', replacements }
}

export function rename(from: string, to: string): Change {
  return { kind: 'rename', from, to }
}

export function remove(path: string): Change {
  return { kind: 'remove', path }
}

export function section(title: string, ...lines: readonly string[]): Change {
  return { kind: 'section', title, lines: lines.map((line) => line.replace(': ', ':\t')).join('\n') }
}

export function dropSection(title: string): Change {
  return { kind: 'section', title, lines: null }
}

export function reviewedBy({ name, email }: DemoPerson): string {
  return `Reviewed-by: ${name} <${email}>`
}

export function ackedBy({ name, email }: DemoPerson): string {
  return `Acked-by: ${name} <${email}>`
}

export function link(messageId: string): string {
  return `Link: https://lists.example.org/r/${messageId}@example.org`
}
