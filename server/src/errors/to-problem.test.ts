import { errorStatus } from "@tagalong/shared/contracts/error.ts";
import { expect, test } from "vitest";
import { z } from "zod";
import { log } from "../log.ts";
import { ProblemError } from "./problem-error.ts";
import { toProblem } from "./to-problem.ts";

const failure = (code: string, message = "x") => Object.assign(new Error(message), { code });

test("a refusal stays what it is", () => {
  const refusal = new ProblemError("tag_limit_reached", "Full.", "tag_id");
  expect(toProblem(refusal)).toBe(refusal);
  expect(refusal.toBody()).toEqual({
    error: { code: "tag_limit_reached", message: "Full.", path: "tag_id" },
  });
  expect(refusal.status).toBe(errorStatus.tag_limit_reached);
});

test("what a schema refused is said with its place", () => {
  const schema = z.strictObject({ context: z.object({ groups: z.array(z.string()) }) });
  const refused = (input: unknown) => toProblem(schema.safeParse(input).error, "invalid_context");
  expect(refused({ context: { groups: ["a", 7] } })).toMatchObject({
    code: "invalid_context",
    path: "context.groups.1",
  });
  expect(refused({ context: { groups: [] }, extra: 1 })).toMatchObject({ path: "extra" });
  expect(refused(7).path).toBeUndefined();
});

test("what a schema refused is said in a sentence of ours", () => {
  const schema = z.strictObject({
    groups: z.array(z.string().min(1).max(3)).max(2),
    size: z.int().min(2),
    kind: z.enum(["a", "b"]).optional(),
    id: z.uuid().optional(),
    own: z.string("Our own words.").optional(),
  });
  const said = (input: object) => toProblem(schema.safeParse(input).error).message;
  const good = { groups: ["a"], size: 2 };
  expect(said({ ...good, groups: [7] })).toBe("This must be text.");
  expect(said({ ...good, groups: "a" })).toBe("This must be a list.");
  expect(said({ ...good, groups: [""] })).toBe("This must not be empty.");
  expect(said({ ...good, groups: ["long"] })).toBe("This must have at most 3 characters.");
  expect(said({ ...good, groups: ["a", "b", "c"] })).toBe("This must have at most 2 entries.");
  expect(said({ ...good, size: 1 })).toBe("This must be at least 2.");
  expect(said({ groups: [] })).toBe("This is missing.");
  expect(said({ ...good, kind: "c" })).toBe("This must be one of: a, b.");
  expect(said({ ...good, id: "7" })).toBe("This is not written as it must be.");
  expect(said({ ...good, extra: 7 })).toBe("“extra” is not known here.");
  expect(said({ ...good, own: 7 })).toBe("Our own words.");
});

test("a database that is away, late or locked passes; what it cannot hold is the sender's fault", () => {
  log.level = "silent";
  for (const code of [
    "ECONNREFUSED",
    "57P01",
    "57P03",
    "08006",
    "53300",
    "55P03",
    "57014",
    "40P01",
  ]) {
    expect(toProblem(failure(code)).code, code).toBe("unavailable");
  }
  expect(toProblem(new Error("Connection terminated unexpectedly")).code).toBe("unavailable");
  expect(toProblem(failure("22021")).code).toBe("invalid_request");
  log.level = "info";
});

test("what nobody foresaw is answered without a word of it", () => {
  log.level = "silent";
  for (const thrown of [new Error("secret detail"), failure("23505"), "text", undefined, null]) {
    const problem = toProblem(thrown);
    expect(problem.code).toBe("internal");
    expect(problem.message).not.toContain("secret");
  }
  log.level = "info";
});
