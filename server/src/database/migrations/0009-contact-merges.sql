-- Two contacts that were one person (C6). The absorbed one leaves `contacts`, so that no query can
-- forget to leave it out; what its return needs is kept here. Its events keep its number: the event
-- log is never rewritten by a merge, timelines read those of everybody whom a contact has absorbed.
-- contact_id has no foreign key: who stayed may be absorbed by a third later.
CREATE TABLE contact_merges (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  contact_id bigint NOT NULL,
  absorbed_id bigint NOT NULL,
  -- Rows as they were, what of the survivor's was changed and what moved; null once it is undone.
  moved jsonb,
  -- Events with a greater number came after the merge.
  events_until bigint NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz,
  PRIMARY KEY (organization_id, id),
  CHECK (contact_id <> absorbed_id),
  CHECK ((moved IS NULL) = (undone_at IS NOT NULL))
);
CREATE UNIQUE INDEX contact_merges_absorbed ON contact_merges (organization_id, absorbed_id)
  WHERE undone_at IS NULL;
CREATE INDEX contact_merges_contact ON contact_merges (organization_id, contact_id, id DESC);
CREATE INDEX contact_merges_ever_absorbed ON contact_merges (organization_id, absorbed_id);

-- Verified external ids by which a contact is found besides its own: those of whom it absorbed.
CREATE TABLE contact_aliases (
  organization_id integer NOT NULL,
  external_id text NOT NULL,
  contact_id bigint NOT NULL,
  PRIMARY KEY (organization_id, external_id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE INDEX contact_aliases_contact ON contact_aliases (organization_id, contact_id);

-- Who may be the same person.
CREATE INDEX IF NOT EXISTS contacts_phone ON contacts (organization_id, phone_folded)
  WHERE phone_folded IS NOT NULL;
CREATE INDEX contacts_external_id_folded ON contacts (organization_id, external_id_folded)
  WHERE external_id_folded IS NOT NULL;

-- A contact that is absorbed or erased takes its browsers along.
CREATE INDEX visitors_contact ON visitors (organization_id, contact_id);

-- Puts an absorbed contact back as it was, whatever columns the table has by now: a column that came
-- since begins with its default.
CREATE FUNCTION restore_contact(organization integer, was jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  names text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ') INTO names FROM pg_attribute
  WHERE attrelid = 'contacts'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    AND attname NOT IN ('organization_id', 'id');
  INSERT INTO contacts (organization_id, id) OVERRIDING SYSTEM VALUE
  VALUES (organization, (was->>'id')::bigint);
  EXECUTE format(
    'UPDATE contacts AS c SET (%1$s) = (SELECT %1$s FROM jsonb_populate_record(c, $1))
     WHERE c.organization_id = $2 AND c.id = $3', names)
  USING was, organization, (was->>'id')::bigint;
END $$;

-- What is left of an erased person's conversation: when it was and how it went, for the reports. It
-- is nobody's, so whatever joins a conversation with its contact does not see it.
ALTER TABLE conversations ADD COLUMN erased_at timestamptz;
ALTER TABLE conversations ALTER COLUMN contact_id DROP NOT NULL;
ALTER TABLE conversations ADD CHECK ((contact_id IS NULL) = (erased_at IS NOT NULL));
