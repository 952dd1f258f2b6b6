-- how many files of a revision are read, of how many, and how fast: pages show it while a scan runs
alter table "scan"
  add column "files_done" integer,
  add column "files_all" integer,
  add column "files_per_second" real;
