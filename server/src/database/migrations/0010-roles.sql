-- An organization's own roles (S8). The built-in ones, admin and agent, are fixed and live in the code.
CREATE TABLE roles (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 50),
  description text NOT NULL DEFAULT '' CHECK (char_length(description) <= 500),
  permissions text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX roles_name ON roles (organization_id, lower(name));

-- With a role of the organization's own, `role` is agent: only admins are admins.
ALTER TABLE agents ADD COLUMN role_id integer;
ALTER TABLE agents ADD FOREIGN KEY (organization_id, role_id) REFERENCES roles;
ALTER TABLE agents ADD CHECK (role_id IS NULL OR role = 'agent');
ALTER TABLE agents ADD COLUMN deactivated_at timestamptz;
CREATE INDEX agents_role ON agents (organization_id, role_id) WHERE role_id IS NOT NULL;

ALTER TABLE api_tokens ADD COLUMN created_by integer;
ALTER TABLE api_tokens ADD FOREIGN KEY (organization_id, created_by) REFERENCES agents;
ALTER TABLE api_tokens ADD COLUMN expires_at timestamptz;
-- The token's last characters, by which its owner knows it again.
ALTER TABLE api_tokens ADD COLUMN hint text NOT NULL DEFAULT '';

-- Whom an admin expects; gone once they have come or the invitation was taken back.
CREATE TABLE invitations (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  -- The link holds the token, the database only its SHA-256.
  token_hash bytea NOT NULL,
  email text NOT NULL,
  name text NOT NULL DEFAULT '',
  title text NOT NULL DEFAULT '',
  role text NOT NULL CHECK (role IN ('admin', 'agent')),
  role_id integer,
  invited_by integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, token_hash),
  UNIQUE (organization_id, email),
  FOREIGN KEY (organization_id, role_id) REFERENCES roles,
  FOREIGN KEY (organization_id, invited_by) REFERENCES agents,
  CHECK (role_id IS NULL OR role = 'agent')
);

-- However what agents may do changes, every server hears of it and looks again (session-watch.ts).
CREATE FUNCTION announce_changed_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('rights_changed', NEW.organization_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER rights_changed AFTER UPDATE OF role, role_id, deactivated_at, name ON agents
  FOR EACH ROW EXECUTE FUNCTION announce_changed_rights();
CREATE TRIGGER rights_changed AFTER UPDATE OF permissions, name ON roles
  FOR EACH ROW EXECUTE FUNCTION announce_changed_rights();
