import { setTimeout as pause } from "node:timers/promises";
import type { Session } from "@tagalong/shared/contracts/session.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  addApiToken,
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { addSignIn, samplePassword } from "../../../test/support/sign-in.ts";
import {
  startTestApi,
  type ApiAnswer,
  type CallOptions,
  type TestApi,
} from "../../../test/support/test-api.ts";
import { storedSessionToken } from "./session-token.ts";

let api: TestApi;
let mine: SampleOrganization;
let theirs: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
  theirs = await addOrganization(api.owner, "Theirs");
  for (const who of [mine.admin, mine.agent, theirs.admin]) await addSignIn(api.owner, who);
});

beforeEach(async () => {
  await api.owner.query(`DELETE FROM auth."rateLimit"`);
});

afterAll(() => api.close());

const get = (path: string, options?: CallOptions) => api.call("GET", path, options);
const post = (path: string, options?: CallOptions) => api.call("POST", path, options);
const remove = (path: string, options?: CallOptions) => api.call("DELETE", path, options);
const signIn = (email: string, password = samplePassword) =>
  post("/api/auth/sign-in/email", {
    body: { email, password },
    headers: { "user-agent": "Firefox" },
  });
const tokenOf = async (email: string) => {
  const token = (await signIn(email)).headers.get("set-auth-token");
  if (token === null) throw new Error("no token");
  return token;
};
const codeOf = ({ body }: ApiAnswer) => (body as { error: { code: string } }).error.code;
const sessionsOf = async (token: string) =>
  (await get("/api/sessions", { token })).body as Session[];
const meWith = (token: string) => get("/api/me", { token });

describe("an agent", () => {
  test("signs in for a token, without a cookie", async () => {
    const answer = await signIn("agent@mine.example");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const me = await meWith(answer.headers.get("set-auth-token") ?? "");
    expect(me.body).toMatchObject({
      agent: { name: "Mine agent", role: "agent" },
      organization: { id: mine.id, name: "Mine", tagNames: "slug" },
    });
    expect((me.body as { permissions: string[] }).permissions).not.toContain("manage tags");
  });

  test("is refused with a wrong password as with an unknown email", async () => {
    for (const answer of [
      await signIn("agent@mine.example", "wrong password"),
      await signIn("nobody@mine.example"),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        error: { code: "unauthenticated", message: "The email or the password is wrong." },
      });
      expect(answer.headers.get("set-auth-token")).toBeNull();
    }
  });

  test("holds a token that is stored hashed: what stands in the database signs nobody in", async () => {
    const token = await tokenOf("agent@mine.example");
    const { rows } = await api.owner.query<{ all: string; token: string }>(
      "SELECT t::text AS all, token FROM auth.session t",
    );
    expect(rows.length).toBeGreaterThan(0);
    const bare = token.split(".")[0] ?? "";
    for (const row of rows) {
      expect(row.all).not.toContain(bare);
      if (row.token.startsWith("sha256:")) expect((await meWith(row.token)).status).toBe(401);
    }
    expect(rows.map((row) => row.token)).toContain(storedSessionToken(bare));
    // The password is changed by it, other sign-ins are ended by it.
    const body = { currentPassword: samplePassword, newPassword: samplePassword };
    expect((await post("/api/auth/change-password", { token, body })).status).toBe(200);
    const revoking = { ...body, revokeOtherSessions: true };
    const other = await tokenOf("agent@mine.example");
    const changed = await post("/api/auth/change-password", { token, body: revoking });
    expect(changed.status).toBe(200);
    expect((await meWith(other)).status).toBe(401);
  });

  test("signed in before tokens were hashed stays signed in, and signs out", async () => {
    await api.owner.query(
      `INSERT INTO auth.session (id, token, "userId", "expiresAt")
       VALUES ('old', 'plain-token-of-old', 'Mine-agent', now() + interval '20 days')`,
    );
    expect((await meWith("plain-token-of-old")).status).toBe(200);
    await post("/api/auth/sign-out", { token: "plain-token-of-old", body: {} });
    expect((await meWith("plain-token-of-old")).status).toBe(401);
  });

  test("signs out, and the token stands for nobody", async () => {
    const token = await tokenOf("agent@mine.example");
    await post("/api/auth/sign-out", { token, body: {} });
    expect((await meWith(token)).status).toBe(401);
  });

  test("is kept from guessing passwords without end", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 70; guess++) {
      const answer = await post("/api/auth/sign-in/email", {
        body: { email: "not an address", password: "x" },
      });
      statuses.push(answer.status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test("whose account was removed is nobody", async () => {
    const token = await tokenOf("agent@mine.example");
    await api.owner.query(`UPDATE agents SET user_id = 'left' WHERE name = 'Mine agent'`);
    expect((await meWith(token)).status).toBe(401);
    await api.owner.query(`UPDATE agents SET user_id = 'Mine-agent' WHERE name = 'Mine agent'`);
  });
});

test("a stranger cannot sign up, and only what is needed of sign-in is offered", async () => {
  const stranger = { email: "new@mine.example", password: "long enough", name: "New" };
  for (const path of [
    "sign-up/email",
    "update-user",
    "delete-user",
    "request-password-reset",
    "ok",
  ]) {
    const answer = await post(`/api/auth/${path}`, { body: stranger });
    expect(answer.status, path).toBe(404);
    expect(codeOf(answer)).toBe("not_found");
  }
});

test("a cookie signs nobody in", async () => {
  const token = await tokenOf("agent@mine.example");
  const cookie = `better-auth.session_token=${encodeURIComponent(token)}`;
  expect((await get("/api/me", { headers: { cookie } })).status).toBe(401);
  const session = await get("/api/auth/get-session", { headers: { cookie } });
  expect(session.body).toBeNull();
});

describe("sessions", () => {
  test("are listed with what they run in, and revoked", async () => {
    const [token, other] = [
      await tokenOf("agent@mine.example"),
      await tokenOf("agent@mine.example"),
    ];
    const listed = await sessionsOf(token);
    const current = listed.filter((session) => session.current);
    expect(current).toMatchObject([{ userAgent: "Firefox" }]);
    const [latest] = (await sessionsOf(other)).filter((session) => session.current);
    const revoked = await remove(`/api/sessions/${latest?.id}`, { token });
    expect(revoked.status).toBe(204);
    expect((await meWith(other)).status).toBe(401);
    expect((await meWith(token)).status).toBe(200);
  });

  test("an admin ends any of the organization, an agent their own, nobody a foreign one", async () => {
    const tokens = {
      admin: await tokenOf("admin@mine.example"),
      agent: await tokenOf("agent@mine.example"),
      foreign: await tokenOf("admin@theirs.example"),
    };
    const ids: Record<string, string> = {};
    for (const [who, token] of Object.entries(tokens)) {
      const found = await sessionsOf(token);
      ids[who] = found.find((session) => session.current)?.id ?? "";
    }
    const end = async (id: string | undefined, token: string) =>
      (await remove(`/api/sessions/${id}`, { token })).status;
    expect(await end(ids.admin, tokens.agent)).toBe(404);
    expect(await end(ids.agent, tokens.foreign)).toBe(404);
    expect(await end("unknown", tokens.admin)).toBe(404);
    expect(await end(ids.agent, tokens.admin)).toBe(204);
    expect((await meWith(tokens.agent)).status).toBe(401);
  });

  test("that have expired are refused as such; one in use is prolonged", async () => {
    const token = await tokenOf("agent@mine.example");
    const bare = storedSessionToken(token.split(".")[0] ?? "");
    const setExpiry = (interval: string) =>
      api.owner.query(
        `UPDATE auth.session SET "expiresAt" = now() + $1::interval WHERE token = $2`,
        [interval, bare],
      );
    await setExpiry("-1 second");
    const refused = await meWith(token);
    expect(refused.status).toBe(401);
    expect(codeOf(refused)).toBe("token_expired");
    await setExpiry("2 days");
    await meWith(token);
    const { rows } = await api.owner.query<{ days: number }>(
      `SELECT extract(day FROM "expiresAt" - now())::integer AS days FROM auth.session WHERE token = $1`,
      [bare],
    );
    expect(rows[0]?.days).toBeGreaterThan(28);
  });
});

describe("an API token", () => {
  test("stands for its organization and permissions, with the source API (T6)", async () => {
    const { secret } = await addApiToken(api.owner, mine.id, ["view tags"]);
    expect((await get("/api/crm/tags", { token: secret })).status).toBe(200);
    const refused = await post("/api/crm/tags", { token: secret, body: { name: "x" } });
    expect(refused.status).toBe(403);
    expect(codeOf(refused)).toBe("forbidden");
    expect((await meWith(secret)).status).toBe(403);
  });

  test("that was revoked, guessed or claims another organization is refused", async () => {
    const { id, secret } = await addApiToken(api.owner, mine.id, ["view tags"]);
    const random = secret.split("_").slice(2).join("_");
    const guesses = [
      `tgl_${theirs.id}_${random}`,
      `tgl_${mine.id}_${"x".repeat(43)}`,
      `tgl_999999_${random}`,
      `tgl_99999999999999_${random}`,
      "tgl_1_",
      "tgl_",
      "x".repeat(500),
      "💥",
    ];
    for (const token of guesses) {
      const answer = await get("/api/crm/tags", {
        headers: { authorization: `Bearer ${encodeURIComponent(token)}` },
      });
      expect(answer.status, token).toBe(401);
    }
    await api.owner.query("UPDATE api_tokens SET revoked_at = now() WHERE id = $1", [id]);
    const answer = await get("/api/crm/tags", { token: secret });
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe("session_revoked");
  });

  test("is stored hashed only", async () => {
    const { secret } = await addApiToken(api.owner, mine.id, []);
    const { rows } = await api.owner.query<{ all: string }>(
      "SELECT string_agg(t::text, ' ') AS all FROM api_tokens t",
    );
    expect(rows[0]?.all).not.toContain(secret.split("_")[2]);
  });
});

describe("pairing the extension (RFC 8628)", () => {
  const client = { client_id: "tagalong-extension" };
  const grant = "urn:ietf:params:oauth:grant-type:device_code";
  const askCode = async () => {
    const answer = await post("https://shop.example/api/auth/device/code", {
      body: client,
      headers: { "user-agent": "Chromium 156 on Linux" },
    });
    return answer.body as {
      device_code: string;
      user_code: string;
      verification_uri: string;
      expires_in: number;
    };
  };
  const poll = async (device_code: string) => {
    // The same client may ask again after its interval; the test does not wait for it.
    await api.owner.query(`UPDATE auth."deviceCode" SET "lastPolledAt" = NULL`);
    return post("/api/auth/device/token", {
      body: { grant_type: grant, device_code, ...client },
    });
  };

  test("an agent sees what asks, approves, and the extension is that agent", async () => {
    const { device_code, user_code, verification_uri, expires_in } = await askCode();
    expect(user_code).toMatch(/^[A-Z2-9]{8}$/);
    expect(expires_in).toBe(600);
    expect(verification_uri).toBe("https://shop.example/admin/pair");
    expect((await poll(device_code)).body).toMatchObject({ error: "authorization_pending" });

    const token = await tokenOf("agent@mine.example");
    const typed = `${user_code.slice(0, 4)}-${user_code.slice(4)}`.toLowerCase();
    const shown = await get(`/api/pairings/${typed}`, { token });
    expect(shown.body).toMatchObject({
      userCode: user_code,
      status: "pending",
      userAgent: "Chromium 156 on Linux",
    });
    // Looking at it approves nothing.
    await get(`/api/auth/device?user_code=${user_code}`, { token });
    expect((await poll(device_code)).body).toMatchObject({ error: "authorization_pending" });

    const approved = await post("/api/auth/device/approve", {
      token,
      body: { userCode: user_code },
    });
    expect(approved.status).toBe(200);
    const paired = (await poll(device_code)).body as { access_token: string };
    expect((await meWith(paired.access_token)).body).toMatchObject({
      agent: { name: "Mine agent" },
    });
    expect((await poll(device_code)).status).toBe(400);
  });

  test("a stranger approves nothing, and neither does an agent who did not look", async () => {
    const { device_code, user_code } = await askCode();
    const body = { userCode: user_code };
    expect((await post("/api/auth/device/approve", { body })).status).toBe(401);
    const token = await tokenOf("agent@mine.example");
    expect((await post("/api/auth/device/approve", { token, body })).status).toBe(400);
    expect((await poll(device_code)).body).toMatchObject({ error: "authorization_pending" });
    expect((await get(`/api/pairings/${user_code}`)).status).toBe(401);
  });

  test("a code denied, expired or unknown gives no token", async () => {
    const denied = await askCode();
    const token = await tokenOf("agent@mine.example");
    await get(`/api/auth/device?user_code=${denied.user_code}`, { token });
    await post("/api/auth/device/deny", { token, body: { userCode: denied.user_code } });
    expect((await poll(denied.device_code)).body).toMatchObject({ error: "access_denied" });

    const expired = await askCode();
    await api.owner.query(`UPDATE auth."deviceCode" SET "expiresAt" = now() - interval '1 s'`);
    expect((await poll(expired.device_code)).body).toMatchObject({ error: "expired_token" });
    expect((await get(`/api/pairings/${expired.user_code}`, { token })).status).toBe(404);
    expect((await poll("guessed")).body).toMatchObject({ error: "invalid_grant" });
  });

  test("asking too often is slowed down", async () => {
    const { device_code } = await askCode();
    const body = { grant_type: grant, device_code, ...client };
    await post("/api/auth/device/token", { body });
    const again = await post("/api/auth/device/token", { body });
    expect(again.body).toMatchObject({ error: "slow_down" });
  });
});

test("signing in asks no other host", async () => {
  const fetched = vi.spyOn(globalThis, "fetch");
  await tokenOf("admin@mine.example");
  await pause(50);
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
});
