-- Which line of a tree is its trunk: what every page shows unless it is asked for another one. Scans keep it; until the first one it is
-- the longest. Only added to: older web processes do not look at it.
alter table "line" add column "is_trunk" boolean not null default false;

update "line" set "is_trunk" = true
where "id" in (
  select distinct on ("tree_id") "line_id"
  from (
    select "tree_id", "line_id", count(*) as "revisions", max("committed_at") as "newest"
    from "revision" group by "tree_id", "line_id"
  ) "measured"
  order by "tree_id", "revisions" desc, "newest" desc, "line_id" desc
);
