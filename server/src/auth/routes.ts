import { z } from "@hono/zod-openapi";
import { pairingSchema, sessionSchema } from "@tagalong/shared/contracts/session.ts";
import { notFound } from "../errors/problem-error.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { requireAgent } from "./principal.ts";
import { revokeSession } from "./revoke-session.ts";
import { findPairing, listSessionsOf } from "./session-queries.ts";

const list = declareRoute({
  method: "get",
  path: "/sessions",
  summary: "Where you are signed in",
  permission: "signed in",
  responses: { 200: answer(z.array(sessionSchema), "Last used first.") },
});

const revoke = declareRoute({
  method: "delete",
  path: "/sessions/{id}",
  summary: "End a sign-in: yours, or as an admin any of the organization",
  permission: "signed in",
  request: { params: z.object({ id: z.string().regex(/^[\w-]{1,100}$/) }) },
  responses: { 204: { description: "It is over; its connections are cut at once." } },
});

const pairing = declareRoute({
  method: "get",
  path: "/pairings/{code}",
  summary: "What asks to be paired by a code; approve it with /api/auth/device/approve",
  permission: "signed in",
  request: { params: z.object({ code: z.string().min(1).max(40) }) },
  responses: { 200: answer(pairingSchema, "What asks.") },
});

export const authRoutes = newRouter();

authRoutes.openapi(list, async (c) => {
  const { userId } = requireAgent(c.var.principal);
  const sessions = await listSessionsOf(c.var.services.database, userId);
  const answered = sessions.map((session) => ({
    id: session.id,
    current: session.id === c.var.principal.sessionId,
    userAgent: session.userAgent,
    address: session.ipAddress,
    createdAt: session.createdAt.toISOString(),
    usedAt: session.updatedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  }));
  return c.json(answered, 200);
});

authRoutes.openapi(revoke, async (c) => {
  await revokeSession(c.var.services.database, c.var.principal, c.req.valid("param").id);
  return c.body(null, 204);
});

authRoutes.openapi(pairing, async (c) => {
  requireAgent(c.var.principal);
  const code = c.req
    .valid("param")
    .code.replace(/[^a-zA-Z0-9]/g, "")
    .toUpperCase();
  const found = await findPairing(c.var.services.database, code);
  if (!found) throw notFound("code");
  const { userCode, userAgent, expiresAt } = found;
  const status = pairingSchema.shape.status.parse(found.status);
  return c.json({ userCode, status, userAgent, expiresAt: expiresAt.toISOString() }, 200);
});
