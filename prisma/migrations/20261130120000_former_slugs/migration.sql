-- Slugs that trees had before: their addresses lead to where the tree is now.
CREATE TABLE "former_slug" (
    "slug" TEXT NOT NULL,
    "tree_id" INTEGER NOT NULL,

    CONSTRAINT "former_slug_pkey" PRIMARY KEY ("slug")
);

CREATE INDEX "former_slug_tree_id_idx" ON "former_slug"("tree_id");

ALTER TABLE "former_slug" ADD CONSTRAINT "former_slug_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Addresses of other pages now: whatever tree has one of them as its slug gets another.
INSERT INTO "former_slug" ("slug", "tree_id")
SELECT "slug", "id" FROM "tree"
WHERE "slug" IN ('design', 'metrics', 'admin', 'people', 'checks', 'next', 'search', 'files', 'badge', 'feeds');

UPDATE "tree" SET "slug" = "tree"."slug" || CASE
    WHEN EXISTS (SELECT FROM "tree" "other" WHERE "other"."slug" = "tree"."slug" || '-tree') THEN '-tree-' || "tree"."id"
    ELSE '-tree'
END
WHERE "id" IN (SELECT "tree_id" FROM "former_slug");
