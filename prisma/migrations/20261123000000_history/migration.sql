-- History: lines that fork, identities that are matched along them, commits that did what happened.

-- AlterTable
ALTER TABLE "line" ADD COLUMN "forked_from_id" INTEGER;

-- AlterTable
ALTER TABLE "revision" ADD COLUMN "identities" TEXT NOT NULL DEFAULT '',
ADD COLUMN "basis" TEXT,
ADD COLUMN "is_reachable" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "event" ADD COLUMN "attribution" TEXT NOT NULL DEFAULT 'open',
ADD COLUMN "trailers" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "scan" ADD COLUMN "since" TIMESTAMPTZ(3),
ADD COLUMN "every" INTEGER;

-- CreateIndex
CREATE INDEX "line_forked_from_id_idx" ON "line"("forked_from_id");

-- CreateIndex
CREATE INDEX "revision_tree_id_committed_at_idx" ON "revision"("tree_id", "committed_at");

-- CreateIndex
CREATE INDEX "event_commit_idx" ON "event"("commit");

-- DropIndex
DROP INDEX "subsystem_span_line_id_idx";

-- DropIndex
DROP INDEX "subsystem_person_line_id_idx";

-- DropIndex
DROP INDEX "site_subsystem_line_id_idx";

-- CreateIndex
CREATE INDEX "subsystem_span_line_id_to_ordinal_from_ordinal_idx" ON "subsystem_span"("line_id", "to_ordinal", "from_ordinal");

-- CreateIndex
CREATE INDEX "subsystem_person_line_id_to_ordinal_from_ordinal_idx" ON "subsystem_person"("line_id", "to_ordinal", "from_ordinal");

-- CreateIndex
CREATE INDEX "site_subsystem_line_id_to_ordinal_from_ordinal_idx" ON "site_subsystem"("line_id", "to_ordinal", "from_ordinal");

-- AddForeignKey
ALTER TABLE "line" ADD CONSTRAINT "line_forked_from_id_fkey" FOREIGN KEY ("forked_from_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "person_count" (
    "person_id" INTEGER NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sites" INTEGER NOT NULL,

    CONSTRAINT "person_count_pkey" PRIMARY KEY ("person_id","revision_id","role","status")
);

-- CreateTable
CREATE TABLE "event_count" (
    "id" SERIAL NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "subsystem_id" INTEGER,
    "person_id" INTEGER,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sites" INTEGER NOT NULL,

    CONSTRAINT "event_count_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_count_revision_id_idx" ON "person_count"("revision_id");

-- CreateIndex
CREATE INDEX "event_count_revision_id_idx" ON "event_count"("revision_id");

-- CreateIndex
CREATE INDEX "event_count_subsystem_id_revision_id_idx" ON "event_count"("subsystem_id", "revision_id");

-- CreateIndex
CREATE INDEX "event_count_person_id_revision_id_idx" ON "event_count"("person_id", "revision_id");

-- AddForeignKey
ALTER TABLE "person_count" ADD CONSTRAINT "person_count_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_count" ADD CONSTRAINT "person_count_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_count" ADD CONSTRAINT "event_count_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_count" ADD CONSTRAINT "event_count_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_count" ADD CONSTRAINT "event_count_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "event" ADD CONSTRAINT "event_attribution_check" CHECK ("attribution" IN ('open', 'commit', 'between'));
ALTER TABLE "event" ADD CONSTRAINT "event_commit_check" CHECK (("attribution" = 'commit') = ("commit" IS NOT NULL));
ALTER TABLE "scan" ADD CONSTRAINT "scan_every_check" CHECK ("every" > 0);

-- events whose commit is still to be looked for are few
CREATE INDEX "event_open_idx" ON "event"("revision_id") WHERE "attribution" = 'open';

ALTER TABLE "event_count" ADD CONSTRAINT "event_count_owner_check" CHECK ("subsystem_id" IS NULL OR "person_id" IS NULL);

-- the tree's own numbers among those of every section and person
CREATE INDEX "event_count_tree_idx" ON "event_count"("revision_id") WHERE "subsystem_id" IS NULL AND "person_id" IS NULL;
