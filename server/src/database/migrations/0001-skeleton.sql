-- Every primary, unique and foreign key begins with organization_id, so that the schema can be
-- distributed by it unchanged; the same column carries row-level security (raise-walls.ts).
-- Tables written with every conversation (contacts, visitors, conversations, events) have no foreign
-- key to organizations: each insert would lock the one organizations row, and row-level security
-- already admits only the organization that the transaction was opened for.

CREATE TABLE organizations (
  organization_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  -- slug: "VIP Customer" becomes vip-customer (T1)
  tag_names text NOT NULL DEFAULT 'slug' CHECK (tag_names IN ('slug', 'as_typed')),
  max_tags_per_record integer DEFAULT 20 CHECK (max_tags_per_record > 0),
  widget_key text NOT NULL,
  -- Two live secrets for rotation; the first signs, both verify.
  widget_secrets text[] NOT NULL CHECK (cardinality(widget_secrets) BETWEEN 1 AND 2),
  -- Empty: the widget may be embedded anywhere.
  allowed_origins text[] NOT NULL DEFAULT '{}',
  require_signed_context boolean NOT NULL DEFAULT false,
  greeting text NOT NULL DEFAULT '',
  -- Bumped by every change to segments, routing, priority, queues, properties or deleted tags:
  -- a server whose cached rules carry another number reads them again before it evaluates.
  rules_version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE agents (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  user_id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('admin', 'agent')),
  -- Shown beside the name ("Senior agent"); grants nothing.
  title text NOT NULL DEFAULT '',
  capacity integer NOT NULL DEFAULT 10 CHECK (capacity >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, user_id),
  UNIQUE (organization_id, email)
);

CREATE TABLE api_tokens (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  permissions text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, token_hash)
);

CREATE TABLE teams (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name)
);

CREATE TABLE team_members (
  organization_id integer NOT NULL,
  team_id integer NOT NULL,
  agent_id integer NOT NULL,
  PRIMARY KEY (organization_id, team_id, agent_id),
  FOREIGN KEY (organization_id, team_id) REFERENCES teams ON DELETE CASCADE,
  FOREIGN KEY (organization_id, agent_id) REFERENCES agents ON DELETE CASCADE
);

CREATE TABLE properties (
  organization_id integer NOT NULL REFERENCES organizations,
  key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,49}$'),
  label text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'date', 'choice')),
  choices text[] NOT NULL DEFAULT '{}',
  -- who may write it: agent, api, signed_context, unsigned_context (C1)
  writers text[] NOT NULL,
  position integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, key)
);

CREATE TABLE tags (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 50),
  description text NOT NULL DEFAULT '' CHECK (char_length(description) <= 500),
  color text NOT NULL DEFAULT 'default',
  scope text NOT NULL DEFAULT 'both' CHECK (scope IN ('contact', 'conversation', 'both')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
-- A deleted tag keeps its name for its history but does not block a new tag of that name (T5).
CREATE UNIQUE INDEX tags_active_name ON tags (organization_id, name) WHERE deleted_at IS NULL;

CREATE TABLE contacts (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  external_id text,
  external_id_folded text,
  email text,
  email_folded text,
  name text,
  name_folded text,
  company text,
  company_folded text,
  phone text,
  phone_folded text,
  country text,
  country_folded text,
  owner_id integer,
  -- A verified identity came from signed context or an agent; only it merges with history (C6).
  verified boolean NOT NULL DEFAULT false,
  properties jsonb NOT NULL DEFAULT '{}',
  properties_folded jsonb NOT NULL DEFAULT '{}',
  -- Every assigned tag, those of deleted tags too; kept by the verbs that write tag_assignments.
  tag_ids integer[] NOT NULL DEFAULT '{}',
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, owner_id) REFERENCES agents
);
CREATE UNIQUE INDEX contacts_external_id ON contacts (organization_id, external_id)
  WHERE external_id IS NOT NULL AND verified;
CREATE INDEX contacts_email ON contacts (organization_id, email_folded) WHERE email_folded IS NOT NULL;
CREATE INDEX contacts_last_seen ON contacts (organization_id, last_seen_at DESC NULLS LAST, id DESC);

CREATE TABLE tag_assignments (
  organization_id integer NOT NULL,
  contact_id bigint NOT NULL,
  tag_id integer NOT NULL,
  source text NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, contact_id, tag_id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts ON DELETE CASCADE,
  FOREIGN KEY (organization_id, tag_id) REFERENCES tags
);
CREATE INDEX tag_assignments_tag ON tag_assignments (organization_id, tag_id, contact_id);

CREATE TABLE segments (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  description text NOT NULL DEFAULT '',
  refresh text NOT NULL CHECK (refresh IN ('manual', 'on_conversation', 'on_sync', 'live')),
  criteria jsonb,
  -- Unsigned context groups are shown as self-declared and match no rule (S7).
  requires_signed_context boolean NOT NULL DEFAULT false,
  refreshed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (organization_id, id),
  CHECK (refresh = 'manual' OR criteria IS NOT NULL)
);
CREATE UNIQUE INDEX segments_active_name ON segments (organization_id, name) WHERE deleted_at IS NULL;

CREATE TABLE segment_memberships (
  organization_id integer NOT NULL,
  segment_id integer NOT NULL,
  contact_id bigint NOT NULL,
  -- excluded: removed by hand; no automatic run brings the contact back (S2).
  state text NOT NULL CHECK (state IN ('member', 'excluded')),
  -- Pinned by a person: stays whatever the criteria say.
  by_hand boolean NOT NULL,
  source text NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  reason jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, segment_id, contact_id),
  FOREIGN KEY (organization_id, segment_id) REFERENCES segments,
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE INDEX segment_memberships_contact ON segment_memberships (organization_id, contact_id, segment_id);

CREATE TABLE queues (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  position integer NOT NULL,
  criteria jsonb,
  -- The general fallback: exactly one an organization, without criteria (R2).
  fallback boolean NOT NULL DEFAULT false,
  team_id integer,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name),
  FOREIGN KEY (organization_id, team_id) REFERENCES teams,
  CHECK (fallback = (criteria IS NULL))
);
CREATE UNIQUE INDEX queues_one_fallback ON queues (organization_id) WHERE fallback;

CREATE TABLE routing_rules (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  position integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  criteria jsonb NOT NULL,
  -- {"agentId": 3} | {"teamId": 2} | {"queueId": 1}
  action jsonb NOT NULL,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE priority_rules (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  position integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  criteria jsonb NOT NULL,
  priority text NOT NULL CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
  PRIMARY KEY (organization_id, id)
);

-- A browser that wrote: it holds the token, the database only its SHA-256.
CREATE TABLE visitors (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  token_hash bytea NOT NULL,
  contact_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, token_hash),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts
);

CREATE TABLE conversations (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  contact_id bigint NOT NULL,
  visitor_id bigint,
  channel text NOT NULL DEFAULT 'widget',
  topic text,
  topic_folded text,
  subject text,
  subject_folded text,
  language text,
  language_folded text,
  page_url text,
  page_url_folded text,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'snoozed', 'closed')),
  priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
  priority_reason jsonb,
  queue_id integer,
  team_id integer,
  assignee_id integer,
  routing_reason jsonb,
  tag_ids integer[] NOT NULL DEFAULT '{}',
  -- Names the context sent: which were trusted, self-declared or unknown (S7).
  context_trusted boolean NOT NULL DEFAULT false,
  -- The conversation's own message sequence, taken under this row's lock (delivery 3).
  last_sequence integer NOT NULL DEFAULT 0,
  agent_read_sequence integer NOT NULL DEFAULT 0,
  visitor_read_sequence integer NOT NULL DEFAULT 0,
  last_message_preview text NOT NULL DEFAULT '',
  last_message_author text NOT NULL DEFAULT 'visitor',
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_message_at timestamptz NOT NULL DEFAULT now(),
  -- Since when the customer waits for an answer; null when the last word is ours.
  waiting_since timestamptz,
  first_response_at timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts,
  FOREIGN KEY (organization_id, visitor_id) REFERENCES visitors,
  FOREIGN KEY (organization_id, queue_id) REFERENCES queues,
  FOREIGN KEY (organization_id, team_id) REFERENCES teams,
  FOREIGN KEY (organization_id, assignee_id) REFERENCES agents
);
CREATE INDEX conversations_contact ON conversations (organization_id, contact_id, id DESC);
CREATE INDEX conversations_visitor ON conversations (organization_id, visitor_id, id DESC) WHERE visitor_id IS NOT NULL;
-- The inbox's order: priority, then longest waiting (R3); answered ones last, newest first. No column
-- of it changes with every message, so that adding one need not touch an index.
CREATE INDEX conversations_inbox ON conversations (organization_id, status,
  (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END),
  (coalesce(waiting_since, 'infinity'::timestamptz)), (-id));
CREATE INDEX conversations_queue ON conversations (organization_id, queue_id, status);
CREATE INDEX conversations_assignee ON conversations (organization_id, assignee_id, status);

CREATE TABLE conversation_tag_assignments (
  organization_id integer NOT NULL,
  conversation_id bigint NOT NULL,
  tag_id integer NOT NULL,
  source text NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, conversation_id, tag_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations ON DELETE CASCADE,
  FOREIGN KEY (organization_id, tag_id) REFERENCES tags
);
CREATE INDEX conversation_tag_assignments_tag ON conversation_tag_assignments (organization_id, tag_id, conversation_id);

-- Segments that the widget's context named, for this conversation only (S7).
CREATE TABLE conversation_groups (
  organization_id integer NOT NULL,
  conversation_id bigint NOT NULL,
  segment_id integer NOT NULL,
  trusted boolean NOT NULL,
  PRIMARY KEY (organization_id, conversation_id, segment_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations ON DELETE CASCADE,
  FOREIGN KEY (organization_id, segment_id) REFERENCES segments
);

-- Names from widget contexts that no segment carries: logged for the admin, never created (S7).
CREATE TABLE unknown_groups (
  organization_id integer NOT NULL REFERENCES organizations,
  name text NOT NULL,
  times integer NOT NULL DEFAULT 1,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, name)
);

CREATE TABLE messages (
  organization_id integer NOT NULL,
  conversation_id bigint NOT NULL,
  sequence integer NOT NULL,
  client_id uuid NOT NULL,
  author_type text NOT NULL CHECK (author_type IN ('visitor', 'agent', 'system')),
  author_id bigint,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, conversation_id, sequence),
  UNIQUE (organization_id, conversation_id, client_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations
);

-- The one history: timeline, audit, live updates, webhooks, triggers and reports read it.
CREATE TABLE events (
  organization_id integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  contact_id bigint,
  conversation_id bigint,
  sequence integer,
  actor_type text NOT NULL,
  actor_id text,
  source text,
  data jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX events_contact ON events (organization_id, contact_id, id DESC) WHERE contact_id IS NOT NULL;
CREATE INDEX events_conversation ON events (organization_id, conversation_id, id DESC) WHERE conversation_id IS NOT NULL;

-- Changed whenever a backup is restored, so that clients drop their cursors (delivery 6).
CREATE TABLE server_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  -- Signs what sign-in hands out; 244 random bits.
  sign_in_secret text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
);
INSERT INTO server_state DEFAULT VALUES;
