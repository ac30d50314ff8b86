import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import type { ZodType } from "zod";
import type { Principal } from "../auth/principal.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import type { JobRow } from "./queries.ts";

/** Who started a job: what they may do was asked then, and what their role is may change since. */
export type JobStarter = Pick<Principal, "organizationId" | "actor">;

export interface JobAtWork<Payload, Cursor> {
  id: number;
  label: string;
  payload: Payload;
  /** Where the last step ended; null before the first one. */
  cursor: Cursor | null;
  done: number;
  total: number | null;
  counts: Readonly<Record<string, number>>;
  startedBy: JobStarter;
}

export interface JobStep<Cursor> {
  cursor: Cursor;
  /** What this step did, not what all have done. */
  done: number;
  counts?: Record<string, number>;
  /** When it turns out to be another than was thought. */
  total?: number | null;
  finished: boolean;
}

/** One kind of job: what a step of it does, and what is said of it. */
export interface JobDeclaration<Payload, Cursor> {
  /** Stored; never to be renamed. */
  kind: string;
  /** Needed to start, cancel and undo it. */
  permission: Permission;
  payload: ZodType<Payload>;
  cursor: ZodType<Cursor>;
  /**
   * A piece of half a second or so, in one transaction that also stores the cursor. A ProblemError
   * ends the job with its sentence and takes back this step, not those before; what else is thrown
   * is tried again. It may run twice before it is committed once.
   */
  step(
    services: Services,
    transaction: OrganizationTransaction,
    job: JobAtWork<Payload, Cursor>,
  ): Promise<JobStep<Cursor>>;
  /** "Added to 98,211 · already had 1,764". */
  result(job: JobAtWork<Payload, Cursor>): string;
  /** What it made, once it has ended. */
  links?(job: JobAtWork<Payload, Cursor>): Job["links"];
  /** The job that takes back what this one did and what still stands of it. */
  undo?(job: JobAtWork<Payload, Cursor>): NewJob;
}

export interface NewJob {
  kind: JobKind;
  label: string;
  payload: unknown;
  total: number | null;
}

/** A kind as the machinery knows it, whatever its payload. */
export interface JobKind {
  readonly kind: string;
  readonly permission: Permission;
  readonly undoable: boolean;
  step(
    services: Services,
    transaction: OrganizationTransaction,
    row: JobRow,
  ): Promise<JobStep<unknown>>;
  result(row: JobRow): string;
  links(row: JobRow): Job["links"];
  undo(row: JobRow): NewJob | null;
}

/** A kind as its feature knows it: `of` makes what startJob starts. */
export interface StartableJob<Payload> extends JobKind {
  of(job: { label: string; payload: Payload; total: number | null }): NewJob;
}

/** Declared kinds are listed in job-kinds.ts. */
export function declareJob<Payload, Cursor>(
  declaration: JobDeclaration<Payload, Cursor>,
): StartableJob<Payload> {
  const read = (row: JobRow): JobAtWork<Payload, Cursor> => ({
    id: row.id,
    label: row.label,
    payload: declaration.payload.parse(row.payload),
    cursor: row.cursor === null ? null : declaration.cursor.parse(row.cursor),
    done: row.done,
    total: row.total,
    counts: row.counts,
    startedBy: { organizationId: row.organization_id, actor: row.started_by },
  });
  const kind: StartableJob<Payload> = {
    kind: declaration.kind,
    permission: declaration.permission,
    undoable: declaration.undo !== undefined,
    step: (services, transaction, row) => declaration.step(services, transaction, read(row)),
    result: (row) => declaration.result(read(row)),
    links: (row) => declaration.links?.(read(row)) ?? [],
    undo: (row) => declaration.undo?.(read(row)) ?? null,
    of: (job) => ({ kind, ...job }),
  };
  return kind;
}

/** The kinds there are, by their stored word. */
export type JobKinds = ReadonlyMap<string, JobKind>;

export const jobKindsOf = (kinds: readonly JobKind[]): JobKinds =>
  new Map(kinds.map((kind) => [kind.kind, kind]));
