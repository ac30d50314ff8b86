-- What the list of contacts is sorted by, each way (queries/sort-columns.ts); last_seen_at has its own.
CREATE INDEX contacts_first_seen ON contacts (organization_id, first_seen_at DESC NULLS LAST, id DESC);
CREATE INDEX contacts_created ON contacts (organization_id, created_at DESC NULLS LAST, id DESC);
-- "name" holds the first 63 bytes. Not coalesce: row-level security takes it for one that tells.
CREATE INDEX contacts_called ON contacts (organization_id, ((
  CASE WHEN name_folded IS NOT NULL THEN name_folded WHEN email_folded IS NOT NULL THEN email_folded
    WHEN phone_folded IS NOT NULL THEN phone_folded ELSE external_id_folded END)::name COLLATE "C")
  DESC NULLS LAST, id DESC);

-- What filters ask for by value. Tags' ids are no two organizations' the same; a property's value is
-- found in all of them, which costs a small one beside a large one a little, and never a row.
CREATE INDEX contacts_tags ON contacts USING gin (tag_ids);
CREATE INDEX contacts_properties ON contacts USING gin (properties_folded jsonb_path_ops);
CREATE INDEX contacts_country ON contacts (organization_id, country_folded) WHERE country_folded IS NOT NULL;
CREATE INDEX contacts_company ON contacts (organization_id, company_folded) WHERE company_folded IS NOT NULL;
CREATE INDEX contacts_owner ON contacts (organization_id, owner_id) WHERE owner_id IS NOT NULL;
-- The tables are planned for by what is really in them: one tag is not as frequent as another.
ALTER TABLE contacts ALTER COLUMN tag_ids SET STATISTICS 500;
ALTER TABLE contacts ALTER COLUMN properties_folded SET STATISTICS 500;

-- Where letters stand inside a text (queries/search.ts). A database without the extension searches
-- all the same, by reading.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX contacts_search ON contacts USING gin ((
    (CASE WHEN name_folded IS NULL THEN '' ELSE name_folded END) || E'\n' ||
    (CASE WHEN email_folded IS NULL THEN '' ELSE email_folded END) || E'\n' ||
    (CASE WHEN phone_folded IS NULL THEN '' ELSE phone_folded END) || E'\n' ||
    (CASE WHEN company_folded IS NULL THEN '' ELSE company_folded END)) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_trgm is not to be had: %', SQLERRM;
END $$;
