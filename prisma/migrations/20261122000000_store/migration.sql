-- The first store. Written by `prisma migrate diff`, read by hand; what Prisma cannot say stands at the end.

-- CreateTable
CREATE TABLE "tree" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tree_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "line" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,

    CONSTRAINT "line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "line_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "commit" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "analysis_version" TEXT NOT NULL,
    "coverage" JSONB NOT NULL,
    "notices" TEXT[],

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob_facts" (
    "oid" TEXT NOT NULL,
    "reader_version" INTEGER NOT NULL,
    "catalogue_version" TEXT NOT NULL,
    "facts" BYTEA NOT NULL,

    CONSTRAINT "blob_facts_pkey" PRIMARY KEY ("oid","reader_version","catalogue_version")
);

-- CreateTable
CREATE TABLE "blob_text" (
    "oid" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "text" BYTEA NOT NULL,

    CONSTRAINT "blob_text_pkey" PRIMARY KEY ("oid")
);

-- CreateTable
CREATE TABLE "site" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_span" (
    "id" SERIAL NOT NULL,
    "site_id" INTEGER NOT NULL,
    "line_id" INTEGER NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "line_number" INTEGER NOT NULL,
    "column_number" INTEGER NOT NULL,
    "function" TEXT,
    "nth" INTEGER NOT NULL,
    "api" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "target" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "case_number" INTEGER,
    "longterm" BOOLEAN NOT NULL,
    "findings" TEXT[],
    "evidence" TEXT[],
    "via" JSONB NOT NULL,

    CONSTRAINT "site_span_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_span" (
    "id" SERIAL NOT NULL,
    "line_id" INTEGER NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "oid" TEXT NOT NULL,

    CONSTRAINT "file_span_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair" (
    "id" SERIAL NOT NULL,
    "line_id" INTEGER NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER NOT NULL,
    "acquire_id" INTEGER NOT NULL,
    "release_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "pair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" SERIAL NOT NULL,
    "site_id" INTEGER NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "commit" TEXT,
    "subject" TEXT,
    "author_name" TEXT,
    "author_email" TEXT,
    "authored_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subsystem" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,

    CONSTRAINT "subsystem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subsystem_span" (
    "id" SERIAL NOT NULL,
    "subsystem_id" INTEGER NOT NULL,
    "line_id" INTEGER NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER NOT NULL,
    "support" TEXT,
    "lists" TEXT[],

    CONSTRAINT "subsystem_span_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subsystem_person" (
    "id" SERIAL NOT NULL,
    "subsystem_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "line_id" INTEGER NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "subsystem_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_subsystem" (
    "id" SERIAL NOT NULL,
    "site_id" INTEGER NOT NULL,
    "subsystem_id" INTEGER NOT NULL,
    "line_id" INTEGER NOT NULL,
    "from_ordinal" INTEGER NOT NULL,
    "to_ordinal" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "is_primary" BOOLEAN NOT NULL,

    CONSTRAINT "site_subsystem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "count" (
    "id" SERIAL NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "subsystem_id" INTEGER,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sites" INTEGER NOT NULL,
    "primary_sites" INTEGER NOT NULL,

    CONSTRAINT "count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scan" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "revisions" TEXT[],
    "tags" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'queued',
    "claim" INTEGER NOT NULL DEFAULT 0,
    "phase" TEXT,
    "label" TEXT,
    "revisions_done" INTEGER NOT NULL DEFAULT 0,
    "revisions_all" INTEGER,
    "progress" DOUBLE PRECISION,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tree_slug_key" ON "tree"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "tree_source_key" ON "tree"("source");

-- CreateIndex
CREATE INDEX "line_tree_id_idx" ON "line"("tree_id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_tree_id_commit_key" ON "revision"("tree_id", "commit");

-- CreateIndex
CREATE UNIQUE INDEX "revision_line_id_ordinal_key" ON "revision"("line_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "site_tree_id_key_key" ON "site"("tree_id", "key");

-- CreateIndex
CREATE INDEX "site_span_line_id_to_ordinal_from_ordinal_idx" ON "site_span"("line_id", "to_ordinal", "from_ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "site_span_site_id_line_id_from_ordinal_key" ON "site_span"("site_id", "line_id", "from_ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "file_span_line_id_path_from_ordinal_key" ON "file_span"("line_id", "path", "from_ordinal");

-- CreateIndex
CREATE INDEX "pair_release_id_line_id_idx" ON "pair"("release_id", "line_id");

-- CreateIndex
CREATE INDEX "pair_line_id_to_ordinal_from_ordinal_idx" ON "pair"("line_id", "to_ordinal", "from_ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "pair_acquire_id_release_id_line_id_from_ordinal_key" ON "pair"("acquire_id", "release_id", "line_id", "from_ordinal");

-- CreateIndex
CREATE INDEX "event_site_id_idx" ON "event"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_revision_id_site_id_kind_key" ON "event"("revision_id", "site_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "subsystem_tree_id_title_key" ON "subsystem"("tree_id", "title");

-- CreateIndex
CREATE UNIQUE INDEX "subsystem_tree_id_slug_key" ON "subsystem"("tree_id", "slug");

-- CreateIndex
CREATE INDEX "subsystem_span_line_id_idx" ON "subsystem_span"("line_id");

-- CreateIndex
CREATE UNIQUE INDEX "subsystem_span_subsystem_id_line_id_from_ordinal_key" ON "subsystem_span"("subsystem_id", "line_id", "from_ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "subsystem_person_person_id_idx" ON "subsystem_person"("person_id");

-- CreateIndex
CREATE INDEX "subsystem_person_line_id_idx" ON "subsystem_person"("line_id");

-- CreateIndex
CREATE UNIQUE INDEX "subsystem_person_subsystem_id_person_id_line_id_from_ordina_key" ON "subsystem_person"("subsystem_id", "person_id", "line_id", "from_ordinal");

-- CreateIndex
CREATE INDEX "site_subsystem_subsystem_id_line_id_idx" ON "site_subsystem"("subsystem_id", "line_id");

-- CreateIndex
CREATE INDEX "site_subsystem_line_id_idx" ON "site_subsystem"("line_id");

-- CreateIndex
CREATE UNIQUE INDEX "site_subsystem_site_id_subsystem_id_line_id_from_ordinal_key" ON "site_subsystem"("site_id", "subsystem_id", "line_id", "from_ordinal");

-- CreateIndex
CREATE INDEX "count_revision_id_subsystem_id_idx" ON "count"("revision_id", "subsystem_id");

-- CreateIndex
CREATE INDEX "count_subsystem_id_idx" ON "count"("subsystem_id");

-- CreateIndex
CREATE INDEX "scan_tree_id_idx" ON "scan"("tree_id");

-- CreateIndex
CREATE INDEX "scan_state_idx" ON "scan"("state");

-- AddForeignKey
ALTER TABLE "line" ADD CONSTRAINT "line_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_span" ADD CONSTRAINT "site_span_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_span" ADD CONSTRAINT "site_span_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_span" ADD CONSTRAINT "file_span_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_acquire_id_fkey" FOREIGN KEY ("acquire_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subsystem" ADD CONSTRAINT "subsystem_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subsystem_span" ADD CONSTRAINT "subsystem_span_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subsystem_span" ADD CONSTRAINT "subsystem_span_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subsystem_person" ADD CONSTRAINT "subsystem_person_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subsystem_person" ADD CONSTRAINT "subsystem_person_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subsystem_person" ADD CONSTRAINT "subsystem_person_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_subsystem" ADD CONSTRAINT "site_subsystem_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_subsystem" ADD CONSTRAINT "site_subsystem_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_subsystem" ADD CONSTRAINT "site_subsystem_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "count" ADD CONSTRAINT "count_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "count" ADD CONSTRAINT "count_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scan" ADD CONSTRAINT "scan_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Intervals are half open and never empty; 2147483647 is "until now".
ALTER TABLE "site_span" ADD CONSTRAINT "site_span_interval" CHECK ("from_ordinal" < "to_ordinal");
ALTER TABLE "file_span" ADD CONSTRAINT "file_span_interval" CHECK ("from_ordinal" < "to_ordinal");
ALTER TABLE "pair" ADD CONSTRAINT "pair_interval" CHECK ("from_ordinal" < "to_ordinal");
ALTER TABLE "subsystem_span" ADD CONSTRAINT "subsystem_span_interval" CHECK ("from_ordinal" < "to_ordinal");
ALTER TABLE "subsystem_person" ADD CONSTRAINT "subsystem_person_interval" CHECK ("from_ordinal" < "to_ordinal");
ALTER TABLE "site_subsystem" ADD CONSTRAINT "site_subsystem_interval" CHECK ("from_ordinal" < "to_ordinal");

-- Words that code switches on.
ALTER TABLE "site_span" ADD CONSTRAINT "site_span_role" CHECK ("role" IN ('acquire', 'release'));
ALTER TABLE "pair" ADD CONSTRAINT "pair_grade" CHECK ("grade" IN ('certain', 'likely', 'possible'));
ALTER TABLE "event" ADD CONSTRAINT "event_kind"
  CHECK ("kind" IN ('appeared', 'gone', 'converted', 'regressed', 'moved', 'exempted'));
ALTER TABLE "subsystem_person" ADD CONSTRAINT "subsystem_person_role" CHECK ("role" IN ('maintainer', 'reviewer'));
ALTER TABLE "scan" ADD CONSTRAINT "scan_state" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));

-- Texts come deflated: a second compression only costs time.
ALTER TABLE "blob_text" ALTER COLUMN "text" SET STORAGE EXTERNAL;
ALTER TABLE "blob_facts" ALTER COLUMN "facts" SET STORAGE EXTERNAL;
