import type { Principal } from "../auth/principal.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { Row } from "../database/schema.ts";
import { statement } from "../database/statement.ts";

export type JobRow = Omit<Row<"jobs">, "started_by"> & {
  started_by: Principal["actor"];
  /** A job that takes this one back is under way. */
  being_undone: boolean;
};

const columns = `job.*, EXISTS (
  SELECT FROM jobs AS undoing WHERE undoing.organization_id = job.organization_id
    AND undoing.undoes = job.id AND undoing.state IN ('waiting', 'running')) AS being_undone`;

const insert = statement<{ id: number }>(`
  INSERT INTO jobs (organization_id, kind, label, payload, total, undoes, started_by, actor_type, actor_id)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7::jsonb, $8, $9) RETURNING id`);
const find = statement<JobRow>(
  `SELECT ${columns} FROM jobs AS job WHERE organization_id = $1 AND id = $2`,
);
const lock = statement<JobRow>(`${find.text} FOR NO KEY UPDATE`);
const enqueue = statement<Record<never, never>>(`
  SELECT enqueue_job('work_off_job', jsonb_build_object('jobId', $2::integer), $3::timestamptz,
    format('job:%s:%s', $1::integer, $2::integer))`);
const take = statement<{ taken: boolean }>("SELECT pg_try_advisory_xact_lock($1, $2) AS taken");
const list = statement<JobRow>(`
  SELECT ${columns} FROM jobs AS job
  WHERE organization_id = $1 AND ($2 OR (actor_type = $3 AND actor_id = $4)) AND id < $5
  ORDER BY id DESC LIMIT $6`);
const change = (columnsToSet: string, where = "") =>
  statement<JobRow>(`
    UPDATE jobs AS job SET ${columnsToSet}, revision = revision + 1
    WHERE organization_id = $1 AND id = $2 ${where} RETURNING ${columns}`);
const underWay = "AND state IN ('waiting', 'running')";
const advance = change(`
  cursor = $3::jsonb, done = $4, total = $5, counts = $6::jsonb, attempts = 0, resume_at = NULL,
  touched_at = clock_timestamp(), started_at = coalesce(started_at, now()),
  state = CASE WHEN $7 THEN 'done' WHEN cancel_asked THEN 'cancelled' ELSE 'running' END,
  ended_at = CASE WHEN $7 OR cancel_asked THEN clock_timestamp() END`);
const cancel = change(
  `cancel_asked = true, state = CASE WHEN $3 THEN 'cancelled' ELSE state END,
  ended_at = CASE WHEN $3 THEN now() END`,
  underWay,
);
const fail = change("state = 'failed', problem = $3, ended_at = now()", underWay);
const postpone = change(
  "attempts = attempts + 1, resume_at = $3::timestamptz, touched_at = now()",
  underWay,
);
const undone = change("state = 'undone'");
const dismiss = change("dismissed_at = coalesce(dismissed_at, now())");

export interface JobToInsert {
  kind: string;
  label: string;
  payload: unknown;
  total: number | null;
  undoes: number | null;
  startedBy: Principal["actor"];
}

/** Stores a job and enqueues it, both in the transaction that causes it (delivery 8). */
export async function insertJob(
  transaction: OrganizationTransaction,
  job: JobToInsert,
): Promise<JobRow> {
  const { organizationId } = transaction;
  const { kind, label, payload, total, undoes, startedBy } = job;
  const [inserted] = await transaction.query(insert, [
    organizationId,
    kind,
    label,
    JSON.stringify(payload),
    total,
    undoes,
    JSON.stringify(startedBy),
    startedBy.type,
    String(startedBy.id),
  ]);
  const row = inserted && (await findJob(transaction, inserted.id));
  if (!row) throw new Error("A job that was inserted is not there.");
  await enqueueJob(transaction, row.id);
  return row;
}

export async function enqueueJob(
  transaction: OrganizationTransaction,
  id: number,
  runAt: Date | null = null,
): Promise<void> {
  await transaction.query(enqueue, [transaction.organizationId, id, runAt]);
}

type Found = JobRow | undefined;

export async function findJob(transaction: OrganizationTransaction, id: number): Promise<Found> {
  return (await transaction.query(find, [transaction.organizationId, id]))[0];
}

/** The same, and nobody changes it until the transaction ends. */
export async function lockJob(transaction: OrganizationTransaction, id: number): Promise<Found> {
  return (await transaction.query(lock, [transaction.organizationId, id]))[0];
}

/**
 * Whether this transaction is the one that works on the job. PostgreSQL lets go of it when the
 * transaction or its server ends, in whatever way.
 */
export async function takeJob(transaction: OrganizationTransaction, id: number): Promise<boolean> {
  const [answer] = await transaction.query(take, [transaction.organizationId, id]);
  return answer?.taken ?? false;
}

/** Newest first; `everybody` or one actor's. */
export async function readJobs(
  transaction: OrganizationTransaction,
  asked: { everybody: boolean; actor: Principal["actor"]; before: number; limit: number },
): Promise<JobRow[]> {
  const { everybody, actor, before, limit } = asked;
  return await transaction.query(list, [
    transaction.organizationId,
    everybody,
    actor.type,
    String(actor.id),
    before,
    limit,
  ]);
}

export interface Progress {
  cursor: unknown;
  done: number;
  total: number | null;
  counts: Record<string, number>;
  finished: boolean;
}

export async function advanceJob(
  transaction: OrganizationTransaction,
  id: number,
  { cursor, done, total, counts, finished }: Progress,
): Promise<Found> {
  const stored = [JSON.stringify(cursor), done, total, JSON.stringify(counts), finished];
  return (await transaction.query(advance, [transaction.organizationId, id, ...stored]))[0];
}

/** At once when nobody is at it, otherwise after the step at hand. Nothing when it has ended. */
export async function cancelJobRow(
  transaction: OrganizationTransaction,
  id: number,
  atOnce: boolean,
): Promise<Found> {
  return (await transaction.query(cancel, [transaction.organizationId, id, atOnce]))[0];
}

export async function failJobRow(
  transaction: OrganizationTransaction,
  id: number,
  problem: string,
): Promise<Found> {
  return (await transaction.query(fail, [transaction.organizationId, id, problem]))[0];
}

export async function postponeJobRow(
  transaction: OrganizationTransaction,
  id: number,
  until: Date,
): Promise<Found> {
  return (await transaction.query(postpone, [transaction.organizationId, id, until]))[0];
}

export async function markUndone(transaction: OrganizationTransaction, id: number): Promise<Found> {
  return (await transaction.query(undone, [transaction.organizationId, id]))[0];
}

export async function dismissJobRow(
  transaction: OrganizationTransaction,
  id: number,
): Promise<Found> {
  return (await transaction.query(dismiss, [transaction.organizationId, id]))[0];
}
