import type { IntervalTable } from './splice-intervals.ts'

export const siteSpans: IntervalTable = {
  name: 'site_span',
  key: ['site_id'],
  content: [
    'path',
    'line_number',
    'column_number',
    'function',
    'nth',
    'api',
    'role',
    'family',
    'class',
    'target',
    'status',
    'reason',
    'case_number',
    'longterm',
    'findings',
    'evidence',
    'via',
  ],
}

export const siteRemarks: IntervalTable = {
  name: 'site_remark',
  key: ['site_id'],
  content: ['case_number', 'reason', 'code_digest'],
}

export const fileSpans: IntervalTable = { name: 'file_span', key: ['path'], content: ['oid', 'build'] }

export const pairs: IntervalTable = {
  name: 'pair',
  key: ['acquire_id', 'release_id'],
  content: ['rule', 'grade', 'evidence'],
}

export const siteSubsystems: IntervalTable = {
  name: 'site_subsystem',
  key: ['site_id', 'subsystem_id'],
  content: ['position', 'is_primary'],
}

export const subsystemSpans: IntervalTable = {
  name: 'subsystem_span',
  key: ['subsystem_id'],
  content: ['support', 'lists'],
}

export const subsystemPeople: IntervalTable = {
  name: 'subsystem_person',
  key: ['subsystem_id', 'person_id'],
  content: ['role', 'name', 'email', 'position'],
}

/** Every table whose rows hold for an interval of a line. */
export const intervalTables = [
  siteSpans,
  siteRemarks,
  fileSpans,
  pairs,
  siteSubsystems,
  subsystemSpans,
  subsystemPeople,
]
