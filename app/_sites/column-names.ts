/** What a line of the list may say of a site besides its status and where it is, in the order of the table. */
export const columnNames = [
  'function',
  'api',
  'releases',
  'reason',
  'role',
  'family',
  'class',
  'findings',
  'appeared',
  'subsystem',
  'claim',
  'triage',
  'priority',
] as const
export type ColumnName = (typeof columnNames)[number]

/** Those of a list that nobody chose columns for. */
export const usualColumns: readonly ColumnName[] = [
  'function',
  'api',
  'releases',
  'role',
  'class',
  'appeared',
  'subsystem',
  'claim',
  'triage',
  'priority',
]

/** Of the usual ones those that only a very wide screen shows. */
export const ultraColumns: readonly ColumnName[] = ['class', 'appeared']
