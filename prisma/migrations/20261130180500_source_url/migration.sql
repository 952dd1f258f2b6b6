-- where people read sources of a tree on the web
alter table "tree" add column "source_url" text;
