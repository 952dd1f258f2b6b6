-- How soon somebody should look at a site, as whoever may decide for it said.

-- CreateTable
CREATE TABLE "site_priority" (
    "site_id" INTEGER NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "made_by_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_priority_pkey" PRIMARY KEY ("site_id")
);

-- CreateIndex
CREATE INDEX "site_priority_tree_id_level_idx" ON "site_priority"("tree_id", "level");

-- CreateIndex
CREATE INDEX "site_priority_made_by_id_idx" ON "site_priority"("made_by_id");

-- AddForeignKey
ALTER TABLE "site_priority" ADD CONSTRAINT "site_priority_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_priority" ADD CONSTRAINT "site_priority_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_priority" ADD CONSTRAINT "site_priority_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What code switches on.
ALTER TABLE "site_priority" ADD CONSTRAINT "site_priority_level_check" CHECK ("level" IN ('high', 'normal', 'low'));
