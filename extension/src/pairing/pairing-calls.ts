import { z } from "zod";
import { reach } from "../api/api-client.ts";
import { ApiError } from "../api/api-error.ts";

/** Pairing in the shape of RFC 8628, spoken by better-auth's device authorization. */
const clientId = "tagalong-extension";

const codeSchema = z.object({
  device_code: z.string(),
  user_code: z.string(),
  expires_in: z.number(),
  interval: z.number(),
});
export type PairingCode = z.infer<typeof codeSchema>;

const tokenSchema = z.object({ access_token: z.string() });
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });
export async function requestCode(serverUrl: string): Promise<PairingCode> {
  const response = await post(serverUrl, "/api/auth/device/code", { client_id: clientId });
  const parsed = codeSchema.safeParse(await response.json().catch(() => undefined));
  if (response.ok && parsed.success) return parsed.data;
  throw response.status === 429
    ? new ApiError("rate_limited", "Too many attempts. Wait a minute and try again.")
    : new ApiError("not_found", "There is no Tagalong server at this address.");
}

export type PollAnswer =
  | { kind: "token"; token: string }
  | { kind: "pending" | "slow_down" | "denied" | "expired" };

/** Asks once whether the agent has decided. */
export async function pollToken(serverUrl: string, deviceCode: string): Promise<PollAnswer> {
  const response = await post(serverUrl, "/api/auth/device/token", {
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    device_code: deviceCode,
    client_id: clientId,
  });
  const body: unknown = await response.json().catch(() => undefined);
  const token = tokenSchema.safeParse(body);
  if (response.ok && token.success) return { kind: "token", token: token.data.access_token };
  switch (refusalSchema.safeParse(body).data?.error) {
    case "authorization_pending":
      return { kind: "pending" };
    case "access_denied":
      return { kind: "denied" };
    case "expired_token":
    case "invalid_grant":
      return { kind: "expired" };
    default:
      // Rate limits and passing faults: ask more slowly, until the code has expired.
      return { kind: "slow_down" };
  }
}

/** Claims the code for this agent and decides; only a click leads here. */
export async function decide(
  serverUrl: string,
  token: string,
  code: string,
  decision: "approve" | "deny",
): Promise<void> {
  const url = new URL("/api/auth/device", serverUrl);
  url.searchParams.set("user_code", code);
  const claim = await reach(url, {
    headers: { authorization: `Bearer ${token}` },
    credentials: "omit",
  });
  const answer = claim.ok
    ? await post(serverUrl, `/api/auth/device/${decision}`, { userCode: code }, token)
    : claim;
  if (answer.ok) return;
  throw answer.status === 429
    ? new ApiError("rate_limited", "Too many attempts. Wait a minute and try again.")
    : new ApiError("conflict", "This code is no longer waiting. Ask for a new one.");
}

function post(serverUrl: string, path: string, body: unknown, token?: string): Promise<Response> {
  return reach(new URL(path, serverUrl), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    credentials: "omit",
  });
}
