import type { Kysely } from "kysely";
import type { PoolClient, QueryResult, QueryResultRow } from "pg";
import { mayDie } from "../faults/fault-points.ts";
import { log } from "../log.ts";
import type { Database } from "./database.ts";
import { kyselyOn } from "./kysely-on.ts";
import { isLostConnection } from "./lost-connection.ts";
import { isWorthRetrying, pauseBeforeRetry, tries } from "./retry.ts";
import { organizationSetting } from "./roles.ts";
import type { Schema } from "./schema.ts";
import type { Prepared, Statement } from "./statement.ts";

/** One organization's rows, all or nothing. Every write of the product goes through one. */
export interface OrganizationTransaction {
  readonly organizationId: number;
  /** Typed queries. */
  readonly kysely: Kysely<Schema>;
  /** A prepared statement, for hot paths; several may be sent before the first is awaited. */
  query<Row extends QueryResultRow>(
    statement: Statement<Row>,
    values: readonly unknown[],
  ): Promise<Row[]>;
  /**
   * Runs after the commit, in order, and never when the transaction fails or is tried again; for
   * hints, which may be lost. What must happen is a row or a job.
   */
  onCommit(callback: () => void): void;
  /**
   * Sends the last statements and the commit together, instead of the commit after their answers, and
   * gives the first one's rows. They are stored unless one of them fails; nothing may be asked, and
   * the work must not fail, after this. It takes them prepared, so that nothing is sent unless all of
   * it can be: a statement that never left would not keep the others from being committed.
   */
  commitWith<Row extends QueryResultRow>(
    first: Prepared<Row>,
    ...others: readonly (Prepared<QueryResultRow> | undefined)[]
  ): Promise<Row[]>;
}

/**
 * Runs `work` in a transaction that sees only `organizationId`'s rows. A deadlock, a serialization
 * failure or a connection lost before the commit runs `work` again, so it must have no effect but
 * through the transaction and `onCommit`. A connection lost during the commit is thrown: what became
 * of it is not known, and the client, which sends the same thing again, finds out.
 */
export async function inOrganization<Result>(
  database: Database,
  organizationId: number,
  work: (transaction: OrganizationTransaction) => Promise<Result>,
): Promise<Result> {
  if (!Number.isInteger(organizationId) || organizationId < 1 || organizationId > 2_147_483_647) {
    throw new TypeError("An organization's id is a positive integer.");
  }
  for (let attempt = 1; ; attempt++) {
    const progress: Progress = { committing: false };
    try {
      return await runOnce(database, organizationId, work, progress);
    } catch (error) {
      const lost = !progress.committing && isLostConnection(error);
      if (attempt >= tries || !(lost || isWorthRetrying(error))) throw error;
      await pauseBeforeRetry(attempt);
    }
  }
}

interface Progress {
  committing: boolean;
}

async function runOnce<Result>(
  database: Database,
  organizationId: number,
  work: (transaction: OrganizationTransaction) => Promise<Result>,
  progress: Progress,
): Promise<Result> {
  const client = await database.pool.connect();
  const callbacks: (() => void)[] = [];
  let result: Result;
  try {
    // Not awaited before the work: it travels with the first statement. Should it fail, that
    // statement runs outside a transaction, where row-level security lets it see nothing.
    const begun = client.query(`BEGIN; SET LOCAL ${organizationSetting} = ${organizationId}`);
    begun.catch(() => {});
    let commit: Promise<QueryResult> | undefined;
    const sendCommit = () => {
      progress.committing = true;
      return client.query("COMMIT");
    };
    const commitNow = () => {
      commit = sendCommit();
      commit.catch(() => {});
    };
    result = await work(transactionOn(client, organizationId, callbacks, commitNow));
    await begun;
    const { command } = await (commit ?? sendCommit());
    if (command !== "COMMIT") throw new Error("The transaction was aborted by a swallowed error.");
  } catch (error) {
    await rollBack(client);
    throw error;
  }
  client.release();
  if (callbacks.length > 0) mayDie("exit-after-commit");
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      // What was stored stays stored, whatever becomes of the hint.
      log.error({ err: error }, "A callback after a commit failed.");
    }
  }
  return result;
}

/** A connection whose rollback fails is not fit for anybody else. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query("ROLLBACK");
    client.release();
  } catch {
    client.release(true);
  }
}

function transactionOn(
  client: PoolClient,
  organizationId: number,
  callbacks: (() => void)[],
  commitNow: () => void,
): OrganizationTransaction {
  return {
    organizationId,
    get kysely() {
      return kyselyOn(client);
    },
    async query<Row extends QueryResultRow>(
      statement: Statement<Row>,
      values: readonly unknown[],
    ): Promise<Row[]> {
      const { rows } = await client.query<Row>({ ...statement, values: [...values] });
      return rows;
    },
    onCommit(callback) {
      callbacks.push(callback);
    },
    async commitWith<Row extends QueryResultRow>(
      first: Prepared<Row>,
      ...others: readonly (Prepared<QueryResultRow> | undefined)[]
    ): Promise<Row[]> {
      const send = <One extends QueryResultRow>({ statement, values }: Prepared<One>) =>
        client.query<One>({ ...statement, values: [...values] });
      const answered = send(first);
      const rest = others.flatMap((one) => (one ? [send(one)] : []));
      commitNow();
      const [{ rows }] = await Promise.all([answered, ...rest]);
      return rows;
    },
  };
}
