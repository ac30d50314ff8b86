import type { DBAdapter, DBTransactionAdapter, Where } from "better-auth/adapters";
import { storedForms, storedSessionToken } from "./session-token.ts";

/**
 * better-auth's way to the database, with sessions' tokens hashed on the way in. What comes back is
 * said with the token that was asked by, so that better-auth notices nothing. Lists of sessions carry
 * hashes; nothing that we offer shows them.
 */
export function hashSessionTokens(inner: DBAdapter): DBAdapter {
  return {
    ...hashIn(inner),
    transaction: (work) => inner.transaction((transaction) => work(hashIn(transaction))),
  };
}

function hashIn<Adapter extends DBTransactionAdapter>(inner: Adapter): Adapter {
  return {
    ...inner,
    create: async (request) => {
      const created = await inner.create({ ...request, data: stored(request.model, request.data) });
      return said(request.model, created, Reflect.get(request.data, "token"));
    },
    findOne: async (request) =>
      said(request.model, await inner.findOne(asStored(request)), askedBy(request)),
    findMany: (request) => inner.findMany(asStored(request)),
    count: (request) => inner.count(asStored(request)),
    update: async (request) => {
      const update = stored(request.model, request.update);
      const updated = await inner.update({ ...asStored(request), update });
      return said(request.model, updated, askedBy(request));
    },
    updateMany: (request) =>
      inner.updateMany({ ...asStored(request), update: stored(request.model, request.update) }),
    delete: (request) => inner.delete(asStored(request)),
    deleteMany: (request) => inner.deleteMany(asStored(request)),
    consumeOne: async (request) =>
      said(request.model, await inner.consumeOne(asStored(request)), askedBy(request)),
  };
}

interface Asking {
  model: string;
  where?: Where[] | undefined;
}

function asStored<Request extends Asking>(request: Request): Request {
  if (request.model !== "session" || !request.where) return request;
  return { ...request, where: request.where.map(whereStored) };
}

function whereStored(condition: Where): Where {
  if (condition.field !== "token") return condition;
  const tokens = [condition.value].flat().filter((value) => typeof value === "string");
  return { ...condition, operator: "in", value: tokens.flatMap(storedForms) };
}

function stored<Values extends object>(model: string, values: Values): Values {
  const token: unknown = model === "session" ? Reflect.get(values, "token") : undefined;
  return typeof token === "string" ? { ...values, token: storedSessionToken(token) } : values;
}

/** The one token that a request asks by. */
function askedBy({ where }: Asking): unknown {
  const condition = where?.find(({ field }) => field === "token");
  return Array.isArray(condition?.value) ? undefined : condition?.value;
}

function said<Row>(model: string, row: Row, token: unknown): Row {
  if (model !== "session" || typeof token !== "string") return row;
  return typeof row === "object" && row ? { ...row, token } : row;
}
