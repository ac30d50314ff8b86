-- Files that people bring (imports) and that the server makes for them (exports, refused rows), kept
-- in pieces in the database so that any server process can write on and serve them.
CREATE TABLE stored_files (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  content_type text NOT NULL,
  -- Whoever holds this permission may read it.
  permission text NOT NULL,
  size bigint NOT NULL DEFAULT 0,
  chunks integer NOT NULL DEFAULT 0,
  -- Only whole files are served.
  complete boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX stored_files_expiry ON stored_files (expires_at);

CREATE TABLE stored_file_chunks (
  organization_id integer NOT NULL,
  file_id integer NOT NULL,
  position integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (organization_id, file_id, position),
  FOREIGN KEY (organization_id, file_id) REFERENCES stored_files ON DELETE CASCADE
);
-- Compressing them would take longer than writing them.
ALTER TABLE stored_file_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Addresses that serve a file without a sign-in, for a browser that saves it: short-lived.
CREATE TABLE stored_file_links (
  organization_id integer NOT NULL,
  token_hash bytea NOT NULL,
  file_id integer NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, token_hash),
  FOREIGN KEY (organization_id, file_id) REFERENCES stored_files ON DELETE CASCADE
);
CREATE INDEX stored_file_links_file ON stored_file_links (organization_id, file_id);

-- Everybody's files whose time is over. It tells nothing, so the server's role may call it outside
-- every organization.
CREATE FUNCTION delete_expired_files() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM public.stored_file_links WHERE expires_at < now();
  DELETE FROM public.stored_files WHERE expires_at < now();
$$;
REVOKE ALL ON FUNCTION delete_expired_files FROM PUBLIC;
GRANT EXECUTE ON FUNCTION delete_expired_files TO tagalong_app;

-- How many contacts an export answers at once (C4); more are exported in the background.
ALTER TABLE organizations ADD COLUMN export_limit integer NOT NULL DEFAULT 2000
  CHECK (export_limit BETWEEN 1 AND 10000);

-- A file of contacts on its way in (C5): uploaded, looked at, then run once by a job.
CREATE TABLE contact_imports (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  file_id integer NOT NULL,
  name text NOT NULL,
  -- As the upload was found to be; a person may say otherwise when they look at it.
  encoding text NOT NULL,
  delimiter text NOT NULL,
  -- Line breaks in the file: about as many rows.
  lines integer NOT NULL DEFAULT 0,
  job_id integer,
  -- Rows that were refused, with why; made with the first of them.
  refused_file_id integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, file_id) REFERENCES stored_files ON DELETE CASCADE
);
CREATE INDEX contact_imports_file ON contact_imports (organization_id, file_id);

-- An import looks for the contact that a phone number belongs to.
CREATE INDEX IF NOT EXISTS contacts_phone ON contacts (organization_id, phone_folded)
  WHERE phone_folded IS NOT NULL;
