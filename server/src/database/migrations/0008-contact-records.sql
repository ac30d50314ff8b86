-- A deleted property keeps its key, and contacts keep its values, so that it can be restored (C1).
ALTER TABLE properties ADD COLUMN deleted_at timestamptz;

-- Who has the number already: asked before a contact is created.
CREATE INDEX IF NOT EXISTS contacts_phone ON contacts (organization_id, phone_folded)
  WHERE phone_folded IS NOT NULL;
