-- The tables of better-auth (core, bearer and device authorization) by its own names. Identity is
-- global: a person signs in before anybody knows which organization they belong to.
CREATE SCHEMA auth;

CREATE TABLE auth."user" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL DEFAULT false,
  "image" text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  -- The one organization that this person is an agent of.
  "organizationId" integer NOT NULL REFERENCES organizations
);

CREATE TABLE auth."session" (
  "id" text PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE
);
CREATE INDEX session_of_user ON auth."session" ("userId");
CREATE INDEX session_expiry ON auth."session" ("expiresAt");

CREATE TABLE auth."account" (
  "id" text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  -- Argon2id
  "password" text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  UNIQUE ("providerId", "accountId")
);
CREATE INDEX account_of_user ON auth."account" ("userId");

CREATE TABLE auth."verification" (
  "id" text PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier ON auth."verification" ("identifier");

CREATE TABLE auth."deviceCode" (
  "id" text PRIMARY KEY,
  "deviceCode" text NOT NULL UNIQUE,
  "userCode" text NOT NULL UNIQUE,
  "userId" text REFERENCES auth."user" ON DELETE CASCADE,
  "expiresAt" timestamptz NOT NULL,
  "status" text NOT NULL,
  "lastPolledAt" timestamptz,
  "pollingInterval" integer,
  "clientId" text,
  "scope" text,
  -- What asked to be paired, shown to the agent who approves it.
  "userAgent" text
);

CREATE TABLE auth."rateLimit" (
  "id" text PRIMARY KEY,
  "key" text NOT NULL UNIQUE,
  "count" integer NOT NULL,
  "lastRequest" bigint NOT NULL
);

-- However a sign-in ends, every server hears of it and cuts its sockets (session-watch.ts).
CREATE FUNCTION auth.announce_ended_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('session_ended', OLD."id");
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER DELETE ON auth."session"
  FOR EACH ROW EXECUTE FUNCTION auth.announce_ended_session();

GRANT USAGE ON SCHEMA auth TO tagalong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO tagalong_app;
