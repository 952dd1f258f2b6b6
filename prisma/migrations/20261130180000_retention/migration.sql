-- How long a tree keeps revisions that are no release. Only added to: older processes keep everything, which is what they always did.
alter table "tree" add column "keep_days" integer;

-- Revisions that were published once and thinned out since, so that an address with one can be told what there is in its stead.
create table "thinned_revision" (
  "tree_id" integer not null references "tree" ("id") on delete cascade on update cascade,
  "commit" text not null,
  "label" text not null,
  "kept_commit" text not null,
  "thinned_at" timestamptz(3) not null default now(),
  constraint "thinned_revision_pkey" primary key ("tree_id", "commit")
);
