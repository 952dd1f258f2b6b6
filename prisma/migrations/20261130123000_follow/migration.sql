-- What of a tree is scanned again and again, and how often. Only added to: older web processes do not look at it.
alter table "tree"
  add column "follow_minutes" integer,
  add column "follow_revisions" text[] not null default '{}',
  add column "follow_tags" text[] not null default '{}',
  add column "follow_at" timestamptz(3),
  add column "follow_failures" integer not null default 0,
  add column "follow_error" text,
  add column "refs_digest" text;

create index "tree_follow_at_idx" on "tree" ("follow_at");
