import pg from "pg";
import { createAuthService } from "../../server/src/auth/auth-service.ts";
import { createSignIn } from "../../server/src/auth/sign-in.ts";
import { openDatabase } from "../../server/src/database/database.ts";
import { readServerState } from "../../server/src/database/server-state.ts";
import { createApp } from "../../server/src/http/app.ts";
import { routers } from "../../server/src/routers.ts";
import { RulesCache } from "../../server/src/segments/rules-cache.ts";
import { builtSites } from "../../server/src/sites.ts";
import { createTestDatabase } from "./database.ts";
import { recordHints, type RecordedHint } from "./recorded-hints.ts";

export interface TestApi {
  /** Signed in as the database's owner, who sees every organization. */
  owner: pg.Client;
  hints: RecordedHint[];
  /** One request through the whole application, without a port. */
  call(method: string, path: string, options?: CallOptions): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export interface CallOptions {
  token?: string | undefined;
  /** Sent as JSON; a string or a stream is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed, when it is JSON. */
  body: unknown;
}

/** The application as the server builds it, on a database of its own. */
export async function startTestApi(): Promise<TestApi> {
  const own = await createTestDatabase();
  const owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  const database = openDatabase(own.appUrl);
  const { signInSecret } = await readServerState(database);
  const { hints, publisher } = recordHints();
  const app = createApp({
    services: { database, rules: new RulesCache(), publisher },
    auth: createAuthService(database),
    signIn: createSignIn(database, signInSecret),
    routers,
    publicUrl: undefined,
    trustedProxies: [],
    sites: builtSites,
  });
  return {
    owner,
    hints,
    call: (method, path, options = {}) => call(app, method, path, options),
    async close() {
      await database.close();
      await owner.end();
      await own.drop();
    },
  };
}

async function call(
  app: ReturnType<typeof createApp>,
  method: string,
  path: string,
  { token, body, headers = {} }: CallOptions,
): Promise<ApiAnswer> {
  const response = await app.request(path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: toBody(body), duplex: "half" }),
  });
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
}

function toBody(body: unknown): string | ReadableStream {
  return typeof body === "string" || body instanceof ReadableStream ? body : JSON.stringify(body);
}
