/** A table whose rows a backup holds, one stream each. */
export interface BackedUpTable {
  readonly name: string
  /** Only these rows, as SQL says it; all unless given. */
  readonly where?: string
  /** Columns that are left empty: they name rows that a backup does not hold. */
  readonly without?: readonly string[]
}

/**
 * What a backup holds: trees, and whatever people made, each after what it refers to. Whoever adds a table adds it here or to the lists
 * below; a test asks for it.
 */
export const backedUpTables: readonly BackedUpTable[] = [
  // a restored tree is looked at at once
  { name: 'tree', without: ['follow_at', 'follow_error', 'refs_digest'] },
  { name: 'former_slug' },
  { name: 'thinned_revision' },
  {
    name: 'site',
    where:
      'id in (select site_id from claim union select site_id from triage union select site_id from note union select site_id from site_priority union select site_id from audit_entry)',
  },
  { name: 'user' },
  { name: 'account' },
  { name: 'participant' },
  { name: 'claim', without: ['revision_id'] },
  { name: 'triage' },
  { name: 'site_priority' },
  { name: 'note' },
  { name: 'audit_entry' },
  { name: 'api_token' },
  { name: 'setting' },
  { name: 'subscription' },
  { name: 'mail_stop' },
  { name: 'mail_address' },
  { name: 'mail_secret' },
  { name: 'webhook' },
  { name: 'gate_check', without: ['lease_until'] },
]

/** What scans make again. */
export const scannedTables: readonly string[] = [
  ...[
    'line',
    'revision',
    'blob_facts',
    'blob_text',
    'site_span',
    'site_remark',
    'file_span',
    'pair',
    'event',
    'subsystem',
  ],
  ...[
    'subsystem_span',
    'person',
    'subsystem_person',
    'site_subsystem',
    'count',
    'person_count',
    'event_count',
    'mail_alias',
    'scan',
  ],
]

/** What is of no use on another server or a day later. */
export const passingTables: readonly string[] = [
  ...['session', 'verification', 'idempotency', 'preparation', 'github_delivery', '_prisma_migrations'],
  ...['outbox', 'delivery_attempt'],
]
