-- A tag that was merged is a deleted one that says where its assignments went (T10).
ALTER TABLE tags ADD COLUMN merged_into integer;
ALTER TABLE tags ADD CHECK (merged_into IS NULL OR deleted_at IS NOT NULL);
ALTER TABLE tags ADD FOREIGN KEY (organization_id, merged_into) REFERENCES tags;
