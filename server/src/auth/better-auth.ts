import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { bearer, deviceAuthorization } from "better-auth/plugins";
import type { Database } from "../database/database.ts";
import { log } from "../log.ts";
import { hashSessionTokens } from "./hash-session-tokens.ts";
import { isActiveAgent } from "./is-active-agent.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";

const day = 24 * 60 * 60;
export const sessionSeconds = 30 * day;
/** A session in use is prolonged at most once in this time. */
export const sessionRefreshSeconds = day;

/** Set by us on every request handed over, whatever the sender wrote there. */
export const addressHeader = "x-tagalong-client-address";

/** Approved by a signed-in agent who typed or followed the code, and clicked (RFC 8628). */
const pairing = {
  expiresIn: "10m",
  interval: "5s",
  userCodeLength: 8,
  verificationUri: "/admin/pair",
  validateClient: (clientId: string) => /^tagalong[\w-]{0,40}$/.test(clientId),
} as const;

/** Sign-in, sessions and pairing by better-auth: tokens only, no cookies, nothing sent elsewhere. */
export function createBetterAuth(database: Database, secret: string) {
  const adapter = kyselyAdapter(database.kysely.withSchema("auth"), {
    type: "postgres",
    transaction: true,
  });
  return betterAuth({
    appName: "Tagalong",
    // Answers name paths only; who asked knows the server's address better (sign-in.ts).
    baseURL: "http://localhost",
    basePath: "/api/auth",
    secret,
    telemetry: { enabled: false },
    // A wrong password is no warning to an operator; it is counted by the rate limit.
    logger: { level: "error", log: (_level, message) => log.error(message) },
    database: (options: BetterAuthOptions) => hashSessionTokens(adapter(options)),
    user: {
      additionalFields: { organizationId: { type: "number", required: true, input: false } },
    },
    emailAndPassword: {
      enabled: true,
      // Agents are added by an admin; a stranger has no way in.
      disableSignUp: true,
      minPasswordLength: 10,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: sessionSeconds, updateAge: sessionRefreshSeconds },
    // Whoever was deactivated is refused like a wrong password.
    databaseHooks: {
      session: { create: { before: ({ userId }) => isActiveAgent(database, userId) } },
    },
    plugins: [bearer(), deviceAuthorization(pairing)],
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: {
        "/sign-in/email": { window: 60, max: 60 },
        "/device/code": { window: 60, max: 30 },
        "/device/token": { window: 60, max: 120 },
        // Guessing a pairing code: 8 characters of 32.
        "/device": { window: 60, max: 30 },
      },
    },
    advanced: {
      // No cookie ever authenticates, so there is nothing for a foreign page to ride on.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
}
