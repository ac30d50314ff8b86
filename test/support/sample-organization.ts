import { randomBytes } from "node:crypto";
import { permissions, rolePermissions, type Permission } from "@tagalong/shared/permissions.ts";
import type pg from "pg";
import type { Principal } from "../../server/src/auth/principal.ts";
import { hashToken, newApiToken, newInvitationToken } from "../../server/src/auth/tokens.ts";

/** One organization with one or two of everything, written by the owner of the database. */
export interface SampleOrganization {
  id: number;
  admin: Principal;
  agent: Principal;
  api: Principal;
  /** Stands for `api`, holding every permission. */
  apiToken: string;
  /** The admin's sign-in. */
  adminToken: string;
  adminSession: string;
  contact: number;
  otherContact: number;
  conversation: number;
  segment: number;
  /** A smart list, shared. */
  list: number;
  queue: number;
  /** One of the organization's own, which nobody has. */
  role: number;
  apiTokenId: number;
  invitation: { id: number; token: string };
  lead: number;
  deal: number;
  stage: number;
  /** An export that can be read. */
  file: number;
  /** An uploaded file of contacts. */
  contactImport: number;
  /** The admin's, ended. */
  job: number;
  tags: {
    both: number;
    contact: number;
    conversation: number;
    deleted: number;
  };
}

type Value = string | number | boolean | Buffer | Date | null | readonly string[];

export async function addOrganization(
  owner: pg.Client,
  name: string,
  settings: { tagNames?: "slug" | "as_typed"; maxTags?: number | null } = {},
): Promise<SampleOrganization> {
  const organization = await insert(owner, "organizations", "organization_id", {
    name,
    widget_key: "wk",
    widget_secrets: ["secret"],
    tag_names: settings.tagNames ?? "slug",
    max_tags_per_record: settings.maxTags === undefined ? 20 : settings.maxTags,
  });
  const add = (table: string, row: Record<string, Value>) =>
    insert(owner, table, "id", { organization_id: organization, ...row });
  const signIn = async (role: "admin" | "agent"): Promise<Principal> => {
    const email = `${role}@${name.toLowerCase()}.example`;
    const [userId, shown] = [`${name}-${role}`, `${name} ${role}`];
    const id = await add("agents", { user_id: userId, name: shown, email, role });
    return {
      organizationId: organization,
      permissions: new Set(rolePermissions[role]),
      actor: { type: "agent", id, name: shown, email, role, userId },
    };
  };
  const admin = await signIn("admin");
  const agent = await signIn("agent");
  const { id: token, secret } = await addApiToken(owner, organization, permissions);
  const signedIn = await addSession(owner, organization, admin);
  const contact = await addContact(owner, organization, `${name} customer`);
  const stage = await addPipeline(owner, organization);
  const record = { contact_id: contact, title: `${name} record`, title_folded: "record" };
  const queue = await add("queues", { name: `${name} support`, position: 1, fallback: true });
  const file = await add("stored_files", {
    name: `${name}.csv`,
    content_type: "text/csv",
    permission: "view contacts",
    complete: true,
    expires_at: new Date(Date.now() + 3_600_000),
  });
  await owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, writers)
     VALUES ($1, 'plan_tier', $2, 'text', '{agent,unsigned_context}')`,
    [organization, `${name} plan`],
  );
  return {
    id: organization,
    admin,
    agent,
    api: {
      organizationId: organization,
      permissions: new Set(permissions),
      actor: { type: "api_token", id: token, name: "Script" },
    },
    apiToken: secret,
    adminToken: signedIn.token,
    adminSession: signedIn.id,
    contact,
    otherContact: await addContact(owner, organization, `${name} other customer`),
    conversation: await add("conversations", { contact_id: contact, queue_id: queue }),
    segment: await add("segments", { name: `${name} early adopters`, refresh: "manual" }),
    list: await add("smart_lists", {
      name: `${name} list`,
      name_folded: `${name} list`.toLowerCase(),
      criteria: '{"all": []}',
      sort: "lastSeen",
      direction: "desc",
      shared: true,
    }),
    queue,
    stage,
    lead: await add("leads", record),
    deal: await add("deals", { ...record, stage_id: stage, currency: "EUR" }),
    file,
    contactImport: await add("contact_imports", {
      file_id: file,
      name: `${name}.csv`,
      encoding: "utf-8",
      delimiter: ",",
    }),
    role: await add("roles", { name: `${name} helpers`, permissions: ["view contacts"] }),
    apiTokenId: token,
    invitation: await addInvitation(owner, organization, `new@${name.toLowerCase()}.example`),
    job: await addJob(owner, organization, admin),
    tags: {
      both: await add("tags", { name: "vip" }),
      contact: await add("tags", { name: "enterprise", scope: "contact" }),
      conversation: await add("tags", { name: "refund", scope: "conversation" }),
      deleted: await add("tags", { name: "gone", deleted_at: new Date() }),
    },
  };
}

async function addJob(
  owner: pg.Client,
  organization: number,
  { actor }: Principal,
): Promise<number> {
  return await insert(owner, "jobs", "id", {
    organization_id: organization,
    kind: "sample",
    label: "A sample",
    payload: "{}",
    state: "done",
    started_by: JSON.stringify(actor),
    actor_type: actor.type,
    actor_id: String(actor.id),
  });
}

/** Answers its first stage. */
async function addPipeline(owner: pg.Client, organization: number): Promise<number> {
  await owner.query("SELECT add_first_pipeline($1)", [organization]);
  const { rows } = await owner.query<{ id: number }>(
    "SELECT id FROM pipeline_stages WHERE organization_id = $1 ORDER BY position LIMIT 1",
    [organization],
  );
  return Number(rows[0]?.id);
}

export async function addContact(
  owner: pg.Client,
  organization: number,
  name: string,
): Promise<number> {
  const folded = name.toLowerCase();
  return await insert(owner, "contacts", "id", {
    organization_id: organization,
    name,
    name_folded: folded,
  });
}

export async function addTags(
  owner: pg.Client,
  organization: number,
  names: readonly string[],
): Promise<number[]> {
  const { rows } = await owner.query<{ id: number }>(
    "INSERT INTO tags (organization_id, name) SELECT $1, unnest($2::text[]) RETURNING id",
    [organization, names],
  );
  return rows.map(({ id }) => id);
}

export async function addApiToken(
  owner: pg.Client,
  organization: number,
  held: readonly Permission[],
): Promise<{ id: number; secret: string }> {
  const secret = newApiToken(organization);
  const id = await insert(owner, "api_tokens", "id", {
    organization_id: organization,
    name: "Script",
    token_hash: hashToken(secret),
    permissions: held,
  });
  return { id, secret };
}

export async function addInvitation(
  owner: pg.Client,
  organization: number,
  email: string,
): Promise<{ id: number; token: string }> {
  const token = newInvitationToken(organization);
  const id = await insert(owner, "invitations", "id", {
    organization_id: organization,
    token_hash: hashToken(token),
    email,
    role: "agent",
    expires_at: new Date(Date.now() + 60 * 60 * 1_000),
  });
  return { id, token };
}

/** An agent's sign-in, as better-auth stores it. */
export async function addSession(
  owner: pg.Client,
  organization: number,
  { actor }: Principal,
): Promise<{ id: string; token: string }> {
  if (actor.type !== "agent") throw new Error("Only agents sign in.");
  const { userId, name, email } = actor;
  await owner.query(
    `INSERT INTO auth."user" (id, name, email, "organizationId") VALUES ($1, $2, $3, $4)`,
    [userId, name, email, organization],
  );
  const [id, token] = [`session-of-${userId}`, randomBytes(24).toString("base64url")];
  await owner.query(
    `INSERT INTO auth."session" (id, token, "userId", "expiresAt")
     VALUES ($1, $2, $3, now() + interval '30 days')`,
    [id, token, userId],
  );
  return { id, token };
}

/**
 * Everything stored of one organization or of all, as text: two equal answers mean that nothing was
 * written in between.
 */
export async function everythingStored(owner: pg.Client, organization?: number): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    // "Last used" of a token is no content.
    const { rows } = await owner.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'last_used_at')::text AS row FROM ${name} AS t
       WHERE organization_id = coalesce($1, organization_id) ORDER BY 1`,
      [organization ?? null],
    );
    parts.push(`${name}:`, ...rows.map(({ row }) => row));
  }
  return parts.join("\n");
}

async function insert(
  owner: pg.Client,
  table: string,
  answer: string,
  row: Record<string, Value>,
): Promise<number> {
  const places = Object.keys(row).map((_, at) => `$${at + 1}`);
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${places.join()})
     RETURNING ${answer} AS id`,
    Object.values(row),
  );
  return Number(rows[0]?.id);
}
