-- What .mailmap of a tree's newest revision says: which addresses are one person's.

-- CreateTable
CREATE TABLE "mail_alias" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "commit_name" TEXT,
    "proper_email" TEXT NOT NULL,

    CONSTRAINT "mail_alias_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_alias_tree_id_email_idx" ON "mail_alias"("tree_id", "email");

-- CreateIndex
CREATE INDEX "mail_alias_proper_email_idx" ON "mail_alias"("proper_email");

-- CreateIndex
CREATE INDEX "mail_alias_email_idx" ON "mail_alias"("email");

-- AddForeignKey
ALTER TABLE "mail_alias" ADD CONSTRAINT "mail_alias_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Conversions by the address of their author.
CREATE INDEX "event_author_email_idx" ON "event"(lower("author_email"));
