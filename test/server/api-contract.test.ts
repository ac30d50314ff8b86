import { errorStatus } from "@tagalong/shared/contracts/error.ts";
import { permissions, type Permission } from "@tagalong/shared/permissions.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { routers } from "../../server/src/routers.ts";
import { crossOrganizationCases, type Named } from "../support/cross-organization-cases.ts";
import {
  addApiToken,
  addOrganization,
  addTags,
  everythingStored,
  type SampleOrganization,
} from "../support/sample-organization.ts";
import { startTestApi, type TestApi } from "../support/test-api.ts";

interface Schemas {
  content?: Record<string, { schema?: object }>;
}

interface Operation extends Record<string, unknown> {
  summary?: string;
  security?: object[];
  parameters?: { name: string; in: string; schema?: object }[];
  requestBody?: Schemas & { required?: boolean };
  description?: string;
  responses: Record<string, Schemas & { description?: string }>;
  "x-permission"?: string;
}

let api: TestApi;
let mine: SampleOrganization;
let theirs: SampleOrganization;
/** "GET /api/crm/tags" → its declaration. */
let operations: Map<string, Operation>;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
  theirs = await addOrganization(api.owner, "Theirs");
  await addTags(api.owner, theirs.id, ["theirs-only"]);
  await api.owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, writers)
     VALUES ($1, 'theirs_only', 'Theirs only', 'text', '{agent}')`,
    [theirs.id],
  );
  const { body } = await api.call("GET", "/api/openapi.json");
  const { paths } = body as { paths: Record<string, Record<string, Operation>> };
  operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    ),
  );
});

afterAll(() => api.close());

const places = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** JSON, or a file. */
const hasSchema = ({ content = {} }: Schemas) =>
  Object.values(content).some(({ schema }) => schema != null);

/** "GET /api/crm/tags" → its answers by status, with the schemas as they were declared. */
const declaredAnswers = new Map(
  routers
    .flatMap((router) => router.openAPIRegistry.definitions)
    .flatMap((definition) => (definition.type === "route" ? [definition.route] : []))
    .map(({ method, path, responses }) => [
      `${method.toUpperCase()} /api${path}`,
      responses as Record<string, { content?: Record<string, { schema?: unknown }> }>,
    ]),
);

/** Whether keys that it does not name are refused rather than dropped in silence. */
function isStrict(schema: object | undefined): boolean {
  const { type, additionalProperties, anyOf, oneOf, allOf } = (schema ?? {}) as {
    type?: string;
    additionalProperties?: unknown;
    anyOf?: object[];
    oneOf?: object[];
    allOf?: object[];
  };
  const among = anyOf ?? oneOf ?? allOf;
  if (among) return among.every(isStrict);
  return type !== "object" || additionalProperties !== undefined;
}

/** The names of operations for which the rule does not hold. */
const offenders = (holds: (operation: Operation, name: string) => boolean) =>
  [...operations].flatMap(([name, operation]) => (holds(operation, name) ? [] : [name]));

describe("every operation of the API (P4)", () => {
  test("is there at all", () => {
    expect(operations.size).toBeGreaterThan(10);
  });

  test("says what it does and who may call it", () => {
    const known: string[] = [...permissions, "signed in", "public"];
    expect(offenders(({ summary }) => (summary ?? "").length > 5)).toEqual([]);
    expect(offenders((operation) => known.includes(operation["x-permission"] ?? ""))).toEqual([]);
    expect(
      offenders(
        ({ security, ...operation }) =>
          (operation["x-permission"] === "public") === (security?.length === 0),
      ),
    ).toEqual([]);
  });

  test("has a schema for all that goes in", () => {
    const undeclared = offenders(({ parameters = [] }, name) => {
      const inPath = parameters.filter((parameter) => parameter.in === "path");
      return (
        parameters.every(({ schema }) => schema !== undefined) &&
        places(name).every((place) => inPath.some((parameter) => parameter.name === place))
      );
    });
    expect(undeclared).toEqual([]);
    // What is named whole by its address ("…/{id}/cancel", "…/members/{contact_id}") may take nothing.
    const mayTakeNothing = /^POST .+\}(\/[a-z]+)?$/;
    const bodyless = offenders(({ requestBody }, name) =>
      requestBody
        ? requestBody.required === true && hasSchema(requestBody)
        : !/^(POST|PUT|PATCH) /.test(name) || mayTakeNothing.test(name),
    );
    expect(bodyless).toEqual([]);
  });

  test("refuses what nobody declared in its body", () => {
    const lax = offenders(({ requestBody }) =>
      Object.entries(requestBody?.content ?? {}).every(
        ([type, { schema }]) => !type.includes("json") || isStrict(schema),
      ),
    );
    expect(lax).toEqual([]);
  });

  test("describes its permission, and what it may refuse by every code of the status", async () => {
    expect(
      offenders(({ description = "", ...operation }) => {
        const permission = operation["x-permission"] ?? "";
        return permissions.some((each) => each === permission)
          ? description.includes(`\`${permission}\``)
          : /Needs (no|a) token/.test(description);
      }),
    ).toEqual([]);
    const statusesOf = ({ parameters, requestBody, ...operation }: Operation) => [
      ...(operation["x-permission"] === "public" ? [] : [401, 403]),
      ...(requestBody ? [400, 404, 409, 413, 422] : []),
      ...(parameters?.some((parameter) => parameter.in === "path") ? [404] : []),
      ...(parameters?.some((parameter) => parameter.in === "query") ? [400] : []),
      429,
      500,
      503,
    ];
    const codes = Object.entries(errorStatus);
    expect(
      offenders((operation) =>
        statusesOf(operation).every((status) => {
          const { description = "", ...answer } = operation.responses[status] ?? {};
          const all = codes.filter((each) => each[1] === status).map(([code]) => code);
          return hasSchema(answer) && all.every((code) => description.includes(code));
        }),
      ),
    ).toEqual([]);
    const { body } = await api.call("GET", "/api/openapi.json");
    const { description } = (body as { info: { description: string } }).info;
    for (const [code, status] of codes)
      expect(description).toContain(`| \`${code}\` | ${status} |`);
    for (const permission of permissions) expect(description).toContain(`| \`${permission}\` |`);
  });

  test("has a schema for all that comes out, and the one error shape", () => {
    const answers = ({ responses }: Operation) => Object.entries(responses);
    expect(
      offenders((operation) => answers(operation).some(([status]) => status.startsWith("2"))),
    ).toEqual([]);
    expect(
      offenders((operation) =>
        answers(operation).every(
          ([status, { content }]) => status === "204" || hasSchema({ content }),
        ),
      ),
    ).toEqual([]);
    expect(offenders(({ responses }) => responses.default !== undefined)).toEqual([]);
  });

  test("needs a permission that is declared, and every permission is needed by one", () => {
    const needed = new Set([...operations.values()].map((each) => each["x-permission"]));
    expect(permissions.filter((permission) => !needed.has(permission))).toEqual([]);
  });

  test("has a cross-organization case, and every case an operation", () => {
    expect(Object.keys(crossOrganizationCases).sort()).toEqual([...operations.keys()].sort());
    for (const [name, { own, foreign }] of Object.entries(crossOrganizationCases)) {
      if (places(name).length > 0) expect(foreign, name).toBeDefined();
      else expect(own, name).toBeDefined();
    }
  });
});

async function send(
  name: string,
  { params = {}, query = {}, body, contentType }: Named,
  token?: string,
) {
  const [method = "", template = ""] = name.split(" ");
  const path = template.replace(/\{(\w+)\}/g, (_, place: string) => String(params[place] ?? 1));
  const search = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const headers = contentType === undefined ? undefined : { "content-type": contentType };
  return await api.call(method, `${path}?${search}`, { token, body, ...(headers && { headers }) });
}

const errorCode = (body: unknown) =>
  (body as { error?: { code?: string } } | undefined)?.error?.code;

test("nothing is answered without a token, with a wrong one or with a revoked one", async () => {
  const revoked = await addApiToken(api.owner, mine.id, permissions);
  await api.owner.query("UPDATE api_tokens SET revoked_at = now() WHERE id = $1", [revoked.id]);
  const before = await everythingStored(api.owner);
  const wrong = [undefined, "x", `tgl_${mine.id}_${"a".repeat(43)}`, revoked.secret];
  for (const [name, operation] of operations) {
    if (operation["x-permission"] === "public") continue;
    for (const token of wrong) {
      const { status, body } = await send(name, {}, token);
      expect([name, status]).toEqual([name, 401]);
      expect(["unauthenticated", "session_revoked"]).toContain(errorCode(body));
    }
  }
  expect(await everythingStored(api.owner)).toBe(before);
});

test("every operation needs its permission, before anything else of it is looked at", async () => {
  const tokens = new Map<string, string>();
  for (const permission of permissions) {
    const others = permissions.filter((other): other is Permission => other !== permission);
    const { secret } = await addApiToken(api.owner, mine.id, others);
    tokens.set(permission, secret);
  }
  const before = await everythingStored(api.owner);
  for (const [name, operation] of operations) {
    const token = tokens.get(operation["x-permission"] ?? "");
    if (token === undefined) continue;
    const { status, body } = await send(name, {}, token);
    expect([name, status, errorCode(body)]).toEqual([name, 403, "forbidden"]);
  }
  expect(await everythingStored(api.owner)).toBe(before);
});

/** Words of the other organization's that an answer says and the request did not. */
const namesOfTheirs = (text: string, named: Named) =>
  (text.match(/\w*theirs\w*/gi) ?? []).filter((word) => !JSON.stringify(named).includes(word));

/** An answer is what its operation declares: nothing is missing, and nothing is there besides. */
function expectDeclared(name: string, status: number, body: unknown): void {
  const content = declaredAnswers.get(name)?.[status]?.content ?? {};
  const schema = content["application/json"]?.schema;
  if (!(schema instanceof z.ZodType)) return;
  const parsed = schema.safeParse(body);
  expect(parsed.error?.issues ?? [], name).toEqual([]);
  expect(body, `${name} answers what it does not declare`).toEqual(parsed.data);
}

describe.each(Object.entries(crossOrganizationCases))("%s", (name, { own, foreign, unknown }) => {
  if (own) {
    test("answers and changes nothing of another organization", async () => {
      const before = await everythingStored(api.owner, theirs.id);
      for (const named of own(mine, theirs)) {
        const { status, text, body } = await send(name, named, mine.adminToken);
        expect(status).toBeLessThan(300);
        expect(text).not.toMatch(/theirs/i);
        if (text !== "") expectDeclared(name, status, body);
      }
      expect(await everythingStored(api.owner, theirs.id)).toBe(before);
    });
  }

  if (unknown) {
    test("refuses what refers to another organization", async () => {
      const before = await everythingStored(api.owner);
      for (const named of unknown(theirs, mine)) {
        const { status, text } = await send(name, named, mine.adminToken);
        expect([404, 422]).toContain(status);
        expect(namesOfTheirs(text, named)).toEqual([]);
      }
      expect(await everythingStored(api.owner)).toBe(before);
    });
  }

  if (foreign) {
    test("does not know ids of another organization, nor guessed ones", async () => {
      const requests = foreign(theirs, mine);
      const guessed = requests.flatMap(({ params = {}, ...rest }) =>
        Object.keys(params).flatMap((place) =>
          guesses.map((guess) => ({ ...rest, params: { ...params, [place]: guess } })),
        ),
      );
      const before = await everythingStored(api.owner);
      for (const named of [...requests, ...guessed]) {
        const { status, body } = await send(name, named, mine.adminToken);
        expect([named, status, errorCode(body)]).toEqual([named, 404, "not_found"]);
      }
      expect(await everythingStored(api.owner)).toBe(before);
      const { status } = await api.call("GET", "/api/me", { token: theirs.adminToken });
      expect(status, "their sign-in still holds").toBe(200);
    });
  }
});

const guesses = [
  0,
  -1,
  1.5,
  "abc",
  "1e3",
  "007",
  "%31%00",
  "9007199254740993",
  "99999999999999999999999",
  "2147483648",
  "__proto__",
];
