import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { pageQuery, smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { cancelJob } from "./cancel-job.ts";
import type { JobKinds } from "./declare-job.ts";
import { dismissJob } from "./dismiss-job.ts";
import { listJobs } from "./list-jobs.ts";
import { readJob } from "./read-job.ts";
import { undoJob } from "./undo-job.ts";

const list = declareRoute({
  method: "get",
  path: "/jobs",
  summary: "Work in the background, newest first: one's own, an admin sees everybody's",
  permission: "signed in",
  request: { query: pageQuery },
  responses: { 200: answer(pageOf(jobSchema), "A page of jobs.") },
});

const read = declareRoute({
  method: "get",
  path: "/jobs/{id}",
  summary: "One job and how far it has come",
  permission: "signed in",
  request: { params: smallIdParam },
  responses: { 200: answer(jobSchema, "The job.") },
});

const cancel = declareRoute({
  method: "post",
  path: "/jobs/{id}/cancel",
  summary: "Stop a job; what it has done stays, and one that has ended stays as it is",
  permission: "signed in",
  request: { params: smallIdParam },
  responses: { 200: answer(jobSchema, "The job; it may finish the piece at hand.") },
});

const undo = declareRoute({
  method: "post",
  path: "/jobs/{id}/undo",
  summary: "Begin a job that takes back what this one did and what still stands of it",
  permission: "signed in",
  request: { params: smallIdParam },
  responses: { 202: answer(jobSchema, "The job that takes it back.") },
});

const dismiss = declareRoute({
  method: "post",
  path: "/jobs/{id}/dismiss",
  summary: "Take a job out of sight; it can still be read and undone",
  permission: "signed in",
  request: { params: smallIdParam },
  responses: { 200: answer(jobSchema, "The job.") },
});

/** The same for every kind; what a job did and may be taken back, its kind says. */
export function jobRoutes(kinds: JobKinds) {
  const router = newRouter();
  router.openapi(list, async (c) => {
    const { services, principal } = c.var;
    return c.json(await listJobs(services, kinds, principal, c.req.valid("query")), 200);
  });
  router.openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await readJob(c.var.services, kinds, c.var.principal, id), 200);
  });
  router.openapi(cancel, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await cancelJob(c.var.services, kinds, c.var.principal, id), 200);
  });
  router.openapi(undo, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await undoJob(c.var.services, kinds, c.var.principal, id), 202);
  });
  router.openapi(dismiss, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await dismissJob(c.var.services, kinds, c.var.principal, id), 200);
  });
  return router;
}
