import { z } from "@hono/zod-openapi";
import { teammateSchema } from "@tagalong/shared/contracts/me.ts";
import {
  acceptInvitationSchema,
  agentChangeSchema,
  agentSchema,
  createdInvitationSchema,
  findInvitationSchema,
  foundInvitationSchema,
  invitationSchema,
  joinedSchema,
  newInvitationSchema,
} from "@tagalong/shared/contracts/team.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { changeAgent } from "./change-agent.ts";
import { findInvitation } from "./find-invitation.ts";
import { inviteAgent } from "./invite-agent.ts";
import { listAgents, listInvitations } from "./list-team.ts";
import { listTeammates } from "./list-teammates.ts";
import { withdrawInvitation } from "./withdraw-invitation.ts";

const teammates = declareRoute({
  method: "get",
  path: "/teammates",
  summary: "Who can be assigned something: the organization's active agents",
  permission: "signed in",
  responses: { 200: answer(z.array(teammateSchema), "Agents and admins, by name.") },
});

const list = declareRoute({
  method: "get",
  path: "/agents",
  summary: "The team: every agent with role, title and capacity",
  permission: "view team",
  responses: { 200: answer(z.array(agentSchema), "By name, deactivated ones last.") },
});

const change = declareRoute({
  method: "patch",
  path: "/agents/{id}",
  summary: "Change an agent's name, title, capacity or role, deactivate or reactivate them",
  permission: "manage team",
  request: { params: smallIdParam, body: jsonBody(agentChangeSchema) },
  responses: { 200: answer(agentSchema, "The agent as they are now.") },
});

const invitations = declareRoute({
  method: "get",
  path: "/invitations",
  summary: "Who is invited and has not joined yet",
  permission: "manage team",
  responses: { 200: answer(z.array(invitationSchema), "The newest first.") },
});

const invite = declareRoute({
  method: "post",
  path: "/invitations",
  summary: "Invite an agent; an email invited before gets a new link instead of its old one",
  permission: "manage team",
  request: { body: jsonBody(newInvitationSchema) },
  responses: { 201: answer(createdInvitationSchema, "With the link's secret, this once.") },
});

const withdraw = declareRoute({
  method: "delete",
  path: "/invitations/{id}",
  summary: "Withdraw an invitation",
  permission: "manage team",
  request: { params: smallIdParam },
  responses: { 204: { description: "Its link lets nobody in any more." } },
});

const find = declareRoute({
  method: "post",
  path: "/invitations/find",
  summary: "What an invitation's link invites to",
  permission: "public",
  request: { body: jsonBody(findInvitationSchema) },
  responses: { 200: answer(foundInvitationSchema, "The invitation.") },
});

const accept = declareRoute({
  method: "post",
  path: "/invitations/accept",
  summary: "Join by an invitation's link, with a password to sign in with",
  permission: "public",
  request: { body: jsonBody(acceptInvitationSchema) },
  responses: { 201: answer(joinedSchema, "The email to sign in with.") },
});

export const teamRoutes = newRouter();

teamRoutes.openapi(teammates, async (c) => {
  return c.json(await listTeammates(c.var.services, c.var.principal), 200);
});

teamRoutes.openapi(list, async (c) => {
  return c.json(await listAgents(c.var.services, c.var.principal), 200);
});

teamRoutes.openapi(change, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await changeAgent(c.var.services, c.var.principal, id, c.req.valid("json")), 200);
});

teamRoutes.openapi(invitations, async (c) => {
  return c.json(await listInvitations(c.var.services, c.var.principal), 200);
});

teamRoutes.openapi(invite, async (c) => {
  return c.json(await inviteAgent(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

teamRoutes.openapi(withdraw, async (c) => {
  await withdrawInvitation(c.var.services, c.var.principal, c.req.valid("param").id);
  return c.body(null, 204);
});

teamRoutes.openapi(find, async (c) => {
  return c.json(await findInvitation(c.var.services, c.req.valid("json").token), 200);
});

teamRoutes.openapi(accept, async (c) => {
  return c.json(await acceptInvitation(c.var.services, c.req.valid("json")), 201);
});
