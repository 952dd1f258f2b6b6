-- A scan that waits for room on a disk: when it is tried again, and how often it was put off. Only added to: older processes do not look at it,
-- and take such a scan up at once, which is what they always did.
alter table "scan"
  add column "resume_at" timestamptz(3),
  add column "postponed" integer not null default 0;

-- Revisions of a scan that any worker may read and judge ahead: who does so, and what came out of it until it is published. Empty between scans.
create table "preparation" (
  "tree_id" integer not null references "tree" ("id") on delete cascade on update cascade,
  "commit" text not null,
  "scan_id" integer not null references "scan" ("id") on delete cascade on update cascade,
  "position" integer not null,
  "analysis_version" text not null,
  "worker" text,
  "publication" bytea,
  "updated_at" timestamptz(3) not null default now(),
  constraint "preparation_pkey" primary key ("tree_id", "commit")
);

create index "preparation_scan_id_idx" on "preparation" ("scan_id");
