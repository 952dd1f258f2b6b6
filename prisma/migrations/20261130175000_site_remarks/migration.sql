-- Comments in the code that say why a call stays. A table of its own: older web processes do not look at it, older workers leave it empty,
-- and most revisions have none.
create table "site_remark" (
  "id" serial not null,
  "site_id" integer not null,
  "line_id" integer not null,
  "from_ordinal" integer not null,
  "to_ordinal" integer not null,
  "case_number" integer,
  "reason" text not null,
  "code_digest" text,
  constraint "site_remark_pkey" primary key ("id"),
  constraint "site_remark_interval" check ("from_ordinal" < "to_ordinal")
);
create unique index "site_remark_site_id_line_id_from_ordinal_key" on "site_remark" ("site_id", "line_id", "from_ordinal");
create index "site_remark_line_id_to_ordinal_from_ordinal_idx" on "site_remark" ("line_id", "to_ordinal", "from_ordinal");
alter table "site_remark" add constraint "site_remark_site_id_fkey" foreign key ("site_id") references "site" ("id") on delete cascade on update cascade;
alter table "site_remark" add constraint "site_remark_line_id_fkey" foreign key ("line_id") references "line" ("id") on delete cascade on update cascade;
