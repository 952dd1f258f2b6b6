-- Telling people: what they want to know, what is on its way to them, and webhooks.

-- CreateTable
CREATE TABLE "subscription" (
    "id" SERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,
    "told_commit" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_stop" (
    "participant_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_stop_pkey" PRIMARY KEY ("participant_id","kind")
);

-- CreateTable
CREATE TABLE "mail_address" (
    "user_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "mail_address_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "mail_secret" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "secret" BYTEA NOT NULL,

    CONSTRAINT "mail_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" SERIAL NOT NULL,
    "tree_id" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "events" TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "participant_id" INTEGER,
    "webhook_id" INTEGER,
    "tree_id" INTEGER,
    "data" JSONB NOT NULL,
    "message" JSONB,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" SERIAL NOT NULL,
    "outbox_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "answer" TEXT NOT NULL,
    "ms" INTEGER NOT NULL,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "subscription_tree_id_idx" ON "subscription"("tree_id");

-- CreateIndex
CREATE INDEX "subscription_due_at_idx" ON "subscription"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_user_id_tree_id_section_key" ON "subscription"("user_id", "tree_id", "section");

-- CreateIndex
CREATE INDEX "webhook_tree_id_idx" ON "webhook"("tree_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_key_key" ON "outbox"("key");

-- CreateIndex
CREATE INDEX "outbox_participant_id_idx" ON "outbox"("participant_id");

-- CreateIndex
CREATE INDEX "outbox_webhook_id_id_idx" ON "outbox"("webhook_id", "id");

-- CreateIndex
CREATE INDEX "outbox_tree_id_idx" ON "outbox"("tree_id");

-- CreateIndex
CREATE INDEX "outbox_ended_at_idx" ON "outbox"("ended_at");

-- CreateIndex
CREATE INDEX "delivery_attempt_outbox_id_idx" ON "delivery_attempt"("outbox_id");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_stop" ADD CONSTRAINT "mail_stop_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_address" ADD CONSTRAINT "mail_address_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "tree"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_outbox_id_fkey" FOREIGN KEY ("outbox_id") REFERENCES "outbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What code switches on.
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_frequency_check"
    CHECK ("frequency" IN ('immediate', 'daily', 'weekly'));
ALTER TABLE "mail_secret" ADD CONSTRAINT "mail_secret_one_check" CHECK ("id" = 1);
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state_check" CHECK ("state" IN ('waiting', 'sent', 'dropped', 'failed')),
  ADD CONSTRAINT "outbox_ended_check" CHECK (("ended_at" IS NULL) = ("state" = 'waiting')),
  ADD CONSTRAINT "outbox_channel_check" CHECK (
    ("channel" = 'mail' AND "participant_id" IS NOT NULL AND "webhook_id" IS NULL)
    OR ("channel" = 'webhook' AND "webhook_id" IS NOT NULL AND "participant_id" IS NULL)
  );

-- Workers ask for what is due, and little of what was ever sent is.
CREATE INDEX "outbox_waiting_idx" ON "outbox"("due_at") WHERE "state" = 'waiting';

-- Whatever is done is an entry of the audit, in the transaction that does it: so what is told of it is written here, for every way to do it.
-- One row for each person or webhook and statement, however many entries that has. A restored trail is no news.
CREATE FUNCTION "tell_of_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('pinwatch.quiet', true) = 'on' THEN
    RETURN NULL;
  END IF;
  INSERT INTO outbox (key, channel, kind, participant_id, tree_id, data)
  SELECT told.kind || ' ' || min(told.entry_id) || ' ' || told.person_id, 'mail', told.kind, told.person_id, told.tree_id,
    jsonb_build_object('claims', jsonb_agg(told.claim_id ORDER BY told.claim_id), 'by', told.actor_id)
  FROM (
    SELECT entry.id AS entry_id, entry.tree_id, entry.actor_id, person.id AS person_id,
      substring(entry.subject FROM '^claim (\d+)$')::int AS claim_id,
      CASE entry.action WHEN 'claim.made' THEN 'assigned' WHEN 'claim.done' THEN 'landed' ELSE 'expired' END AS kind
    FROM entry
    JOIN participant person ON person.id = (entry.after ->> 'person')::int AND person.email IS NOT NULL
    LEFT JOIN participant actor ON actor.id = entry.actor_id
    WHERE entry.action IN ('claim.made', 'claim.done', 'claim.expired')
      -- nobody is told what they did themselves, by whatever address
      AND person.id IS DISTINCT FROM actor.id AND (person.user_id IS NULL OR person.user_id IS DISTINCT FROM actor.user_id)
  ) told
  GROUP BY told.kind, told.person_id, told.tree_id, told.actor_id;

  INSERT INTO outbox (key, channel, kind, webhook_id, tree_id, data)
  SELECT 'hook ' || webhook.id || ' ' || min(entry.id), 'webhook', entry.action, webhook.id, webhook.tree_id,
    jsonb_build_object('entries', jsonb_agg(entry.id ORDER BY entry.id))
  FROM entry
  JOIN webhook ON webhook.tree_id = entry.tree_id AND webhook.is_active
    AND split_part(entry.action, '.', 1) = ANY (webhook.events)
  GROUP BY webhook.id, entry.action;
  RETURN NULL;
END
$$;
CREATE TRIGGER "audit_entry_told" AFTER INSERT ON "audit_entry"
  REFERENCING NEW TABLE AS entry FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_audit"();

-- A revision that is published anew is no news: it is an update.
CREATE FUNCTION "tell_of_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (key, channel, kind, webhook_id, tree_id, data)
  SELECT 'hook ' || webhook.id || ' revision ' || entry.id, 'webhook', 'revision.published', webhook.id, webhook.tree_id,
    jsonb_build_object('revision', entry.id)
  FROM entry
  JOIN webhook ON webhook.tree_id = entry.tree_id AND webhook.is_active AND 'revision' = ANY (webhook.events);
  RETURN NULL;
END
$$;
CREATE TRIGGER "revision_told" AFTER INSERT ON "revision"
  REFERENCING NEW TABLE AS entry FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_revision"();
