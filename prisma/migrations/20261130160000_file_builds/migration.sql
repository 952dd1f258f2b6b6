-- What turns the building of a file on. Only added to: older web processes do not look at it, older workers leave it empty.
alter table "file_span" add column "build" jsonb;
