-- Saved filters of contacts (C7).
CREATE TABLE smart_lists (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  name_folded text NOT NULL,
  -- The search box's text; the rest of the filter is in the criteria, tags and segments as well, so
  -- that whatever looks for tags, segments and properties in criteria finds them here too.
  q text NOT NULL DEFAULT '',
  criteria jsonb NOT NULL,
  sort text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('asc', 'desc')),
  columns text[] NOT NULL DEFAULT '{}',
  shared boolean NOT NULL,
  owner_id integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, owner_id) REFERENCES agents,
  -- A private one that is nobody's would be out of everybody's reach.
  CHECK (shared OR owner_id IS NOT NULL)
);
CREATE UNIQUE INDEX smart_lists_shared_name ON smart_lists (organization_id, name_folded) WHERE shared;
CREATE UNIQUE INDEX smart_lists_private_name ON smart_lists (organization_id, owner_id, name_folded)
  WHERE NOT shared;
