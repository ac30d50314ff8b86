-- What a sync asks of who was added by hand (S2): whether the contact has matched at least one
-- condition, when added or at a sync since. Who was added before this column stays.
ALTER TABLE segment_memberships ADD COLUMN met_condition boolean NOT NULL DEFAULT false;
