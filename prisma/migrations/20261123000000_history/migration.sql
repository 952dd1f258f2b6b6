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

-- AddForeignKey
ALTER TABLE "line" ADD CONSTRAINT "line_forked_from_id_fkey" FOREIGN KEY ("forked_from_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "event" ADD CONSTRAINT "event_attribution_check" CHECK ("attribution" IN ('open', 'commit', 'between'));
ALTER TABLE "event" ADD CONSTRAINT "event_commit_check" CHECK (("attribution" = 'commit') = ("commit" IS NOT NULL));
ALTER TABLE "scan" ADD CONSTRAINT "scan_every_check" CHECK ("every" > 0);

-- events whose commit is still to be looked for are few
CREATE INDEX "event_open_idx" ON "event"("revision_id") WHERE "attribution" = 'open';
