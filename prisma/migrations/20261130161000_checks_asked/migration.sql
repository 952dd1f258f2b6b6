-- Every check is asked for by GitHub. No web process has ever read or written what goes here, and the index fits what they say of it.
alter table "gate_check" drop column "told_by_id";
alter table "gate_check" drop constraint "gate_check_origin_check";
alter table "gate_check" add constraint "gate_check_origin_check" check ("origin" in ('push', 'pull-request'));
drop index "gate_check_asked_key";
create unique index "gate_check_asked_key" on "gate_check"
  ("tree_id", "origin", "branch", coalesce("pull_request", 0), "base_revision", "head_commit");
