-- Checks of ranges that the server ran, and what GitHub asks for them. Only added to: older web processes do not look at it.
alter table "tree"
  add column "github_repository" text,
  add column "github_review" boolean not null default false;

create unique index "tree_github_repository_key" on "tree" ("github_repository");

create table "gate_check" (
  "id" serial primary key,
  "tree_id" integer not null,
  "origin" text not null check ("origin" in ('push', 'pull-request')),
  "state" text not null check ("state" in ('queued', 'running', 'done', 'failed')),
  "claim" integer not null default 0,
  "round" integer not null default 1,
  "tries" integer not null default 0,
  "lease_until" timestamptz(3),
  "repository" text,
  "branch" text,
  "pull_request" integer,
  "base_revision" text not null,
  "base_branch" text,
  "head_commit" text not null,
  "error" text,
  "verdict" text check ("verdict" in ('pass', 'fail')),
  "errors" integer not null default 0,
  "warnings" integer not null default 0,
  "notes" integer not null default 0,
  "improved" integer not null default 0,
  "report" jsonb,
  "link" text,
  "created_at" timestamptz(3) not null default current_timestamp,
  "started_at" timestamptz(3),
  "finished_at" timestamptz(3)
);

-- the newest of a tree, and of one of its branches
create index "gate_check_tree_id_id_idx" on "gate_check" ("tree_id", "id");
create index "gate_check_tree_id_branch_id_idx" on "gate_check" ("tree_id", "branch", "id");
-- what a worker looks for each second
create index "gate_check_state_lease_until_idx" on "gate_check" ("state", "lease_until");
-- the same push, told again, is the same check
create unique index "gate_check_asked_key" on "gate_check"
  ("tree_id", "origin", "branch", coalesce("pull_request", 0), "base_revision", "head_commit");

alter table "gate_check" add constraint "gate_check_tree_id_fkey"
  foreign key ("tree_id") references "tree"("id") on delete cascade on update cascade;

create table "github_delivery" (
  "id" text primary key,
  -- of its body: the same under another id is the same
  "signature" text not null,
  "event" text not null,
  "came_at" timestamptz(3) not null default current_timestamp
);

create unique index "github_delivery_signature_key" on "github_delivery" ("signature");
create index "github_delivery_came_at_idx" on "github_delivery" ("came_at");
