-- Leads and deals hang on a contact and carry tags as contacts do (K1, T2).

CREATE TABLE pipelines (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  position integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name)
);

CREATE TABLE pipeline_stages (
  organization_id integer NOT NULL,
  id integer GENERATED ALWAYS AS IDENTITY,
  pipeline_id integer NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  position integer NOT NULL DEFAULT 0,
  -- Where a deal ends; null while it goes on.
  outcome text CHECK (outcome IN ('won', 'lost')),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, pipeline_id, name),
  FOREIGN KEY (organization_id, pipeline_id) REFERENCES pipelines
);

CREATE TABLE leads (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  contact_id bigint NOT NULL,
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
  title_folded text NOT NULL,
  status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'working', 'qualified', 'unqualified')),
  score integer NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 1000),
  owner_id integer,
  tag_ids integer[] NOT NULL DEFAULT '{}',
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts ON DELETE CASCADE,
  FOREIGN KEY (organization_id, owner_id) REFERENCES agents
);
CREATE INDEX leads_contact ON leads (organization_id, contact_id);

CREATE TABLE deals (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  contact_id bigint NOT NULL,
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
  title_folded text NOT NULL,
  stage_id integer NOT NULL,
  value numeric(15, 2) NOT NULL DEFAULT 0 CHECK (value >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  owner_id integer,
  tag_ids integer[] NOT NULL DEFAULT '{}',
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts ON DELETE CASCADE,
  FOREIGN KEY (organization_id, stage_id) REFERENCES pipeline_stages,
  FOREIGN KEY (organization_id, owner_id) REFERENCES agents
);
CREATE INDEX deals_contact ON deals (organization_id, contact_id);
CREATE INDEX deals_stage ON deals (organization_id, stage_id);

CREATE TABLE lead_tag_assignments (
  organization_id integer NOT NULL,
  lead_id bigint NOT NULL,
  tag_id integer NOT NULL,
  source text NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, lead_id, tag_id),
  FOREIGN KEY (organization_id, lead_id) REFERENCES leads ON DELETE CASCADE,
  FOREIGN KEY (organization_id, tag_id) REFERENCES tags
);
CREATE INDEX lead_tag_assignments_tag ON lead_tag_assignments (organization_id, tag_id, lead_id);

CREATE TABLE deal_tag_assignments (
  organization_id integer NOT NULL,
  deal_id bigint NOT NULL,
  tag_id integer NOT NULL,
  source text NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, deal_id, tag_id),
  FOREIGN KEY (organization_id, deal_id) REFERENCES deals ON DELETE CASCADE,
  FOREIGN KEY (organization_id, tag_id) REFERENCES tags
);
CREATE INDEX deal_tag_assignments_tag ON deal_tag_assignments (organization_id, tag_id, deal_id);

-- What every organization begins with.
CREATE FUNCTION add_first_pipeline(organization integer) RETURNS void LANGUAGE sql AS $$
  WITH pipeline AS (
    INSERT INTO pipelines (organization_id, name) VALUES (organization, 'Sales')
    RETURNING organization_id, id
  )
  INSERT INTO pipeline_stages (organization_id, pipeline_id, name, position, outcome)
  SELECT organization_id, pipeline.id, stage.name, stage.position, stage.outcome
  FROM pipeline, (VALUES
    ('New', 0, NULL), ('Qualified lead', 1, NULL), ('Proposal', 2, NULL),
    ('Negotiation', 3, NULL), ('Won', 4, 'won'), ('Lost', 5, 'lost')
  ) AS stage (name, position, outcome);
$$;
REVOKE ALL ON FUNCTION add_first_pipeline FROM PUBLIC;
SELECT add_first_pipeline(organization_id) FROM organizations;
