import type { Database } from "../database/database.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { addressHeader, createBetterAuth } from "./better-auth.ts";

/** What of better-auth can be reached; its other endpoints are not offered. */
const offered = new Set([
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "POST /change-password",
  "POST /device/code",
  "POST /device/token",
  "GET /device",
  "POST /device/approve",
  "POST /device/deny",
]);

/** Spoken with the shape of RFC 8628 on both sides: `{error, error_description}`. */
const ofDevice = /^\/device(\/|$)/;

export type SignIn = (request: Request, clientAddress: string) => Promise<Response>;

/** `/api/auth/*`: better-auth without cookies, its refusals in our error shape. */
export function createSignIn(database: Database, secret: string): SignIn {
  const auth = createBetterAuth(database, secret);
  return async (request, clientAddress) => {
    const url = new URL(request.url);
    const path = url.pathname.slice("/api/auth".length);
    if (!offered.has(`${request.method} ${path}`)) {
      throw new ProblemError("not_found", "There is no such address.");
    }
    const headers = new Headers(request.headers);
    headers.delete("cookie");
    headers.set(addressHeader, clientAddress || "127.0.0.1");
    const response = await auth.handler(new Request(request, { headers }));
    const answered = new Headers(response.headers);
    answered.delete("set-cookie");
    answered.set("cache-control", "no-store");
    if (path === "/device/code" && response.ok) {
      return await describePairing(database, url.origin, request, response, answered);
    }
    if (response.ok || ofDevice.test(path)) {
      return new Response(response.body, { status: response.status, headers: answered });
    }
    throw refusal(response.status, await readMessage(response));
  };
}

/** Keeps what asked, for the agent who approves, and names the address that the asker used. */
async function describePairing(
  database: Database,
  origin: string,
  request: Request,
  response: Response,
  headers: Headers,
): Promise<Response> {
  const body = (await response.json()) as Record<string, unknown>;
  await database.kysely
    .updateTable("auth.deviceCode")
    .set({ userAgent: request.headers.get("user-agent")?.slice(0, 500) ?? null })
    .where("userCode", "=", String(body.user_code))
    .execute();
  for (const key of ["verification_uri", "verification_uri_complete"]) {
    const { pathname, search } = new URL(String(body[key]), origin);
    body[key] = `${origin}${pathname}${search}`;
  }
  headers.delete("content-length");
  return Response.json(body, { headers });
}

function refusal(status: number, message: string | undefined): ProblemError {
  if (status === 429) {
    return new ProblemError("rate_limited", "Too many attempts. Wait a minute and try again.");
  }
  if (status === 401 || status === 403) {
    return new ProblemError("unauthenticated", "The email or the password is wrong.");
  }
  if (status >= 500) return new ProblemError("internal", "Something went wrong on our side.");
  return new ProblemError("invalid_request", message ?? "The request is not valid.");
}

async function readMessage(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  const message: unknown = typeof body === "object" && body && Reflect.get(body, "message");
  return typeof message === "string" ? message : undefined;
}
