import type { DemoPerson } from './story.ts'

function person(name: string, account: string): DemoPerson {
  return { name, email: `${account}@example.org` }
}

/** Nobody of these exists. */
export const people = {
  aldous: person('Wren Aldous', 'wren.aldous'),
  arai: person('Yuki Arai', 'yarai'),
  bankole: person('Olamide Bankole', 'olamide'),
  brandt: person('Ilse Brandt', 'ilse.brandt'),
  ferrante: person('Giulia Ferrante', 'gferrante'),
  haddad: person('Noor Haddad', 'noor.haddad'),
  haugen: person('Sunniva Haugen', 'sunniva'),
  lindqvist: person('Tobias Lindqvist', 'tobias.lindqvist'),
  mensah: person('Kofi Mensah', 'kmensah'),
  novak: person('Petra Novak', 'petra.novak'),
  okafor: person('Mirela Okafor', 'mirela'),
  patel: person('Devraj Patel', 'devraj.patel'),
  quintero: person('Rafael Quintero', 'rquintero'),
  rinaldi: person('Matteo Rinaldi', 'matteo.rinaldi'),
  seo: person('Hye-jin Seo', 'hyejin.seo'),
  teague: person('Brannon Teague', 'bteague'),
  verbeek: person('Saskia Verbeek', 'saskia'),
  whitfield: person('Lamar Whitfield', 'lwhitfield'),
  wit: person('Anneke de Wit', 'anneke.dewit'),
  wolny: person('Casimir Wolny', 'casimir'),
} as const satisfies Readonly<Record<string, DemoPerson>>

/** As a line of MAINTAINERS has it. */
export function mailbox({ name, email }: DemoPerson): string {
  return `${name} <${email}>`
}
