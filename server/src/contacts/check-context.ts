import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { contextSchema, type Context } from "@tagalong/shared/contracts/context.ts";
import { ProblemError } from "../errors/problem-error.ts";
import "../errors/say-issues.ts";
import { refuseHostile } from "../input/refuse-hostile.ts";
import { wrongValue } from "./wrong-value.ts";

export type ContextWriter = "signed_context" | "unsigned_context";

/** Claims of a token: the context without what belongs to a page (S7, C6). */
export type ContextClaims = Omit<Context, "topic" | "language" | "pageUrl">;

/** How a refusal names the two: a message's `context`, a token's claims. */
const prefixes: Record<ContextWriter, string> = {
  unsigned_context: "context",
  signed_context: "token",
};

/** Parses what a site sent as context; `__proto__`, which zod drops without a word, is refused. */
export function parseContext(input: unknown, writer: ContextWriter): Context {
  const prefix = prefixes[writer];
  refuseHostile(input);
  const parsed = contextSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const keys =
    issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : (issue?.path ?? []);
  const path = [prefix, ...keys.map(String)].join(".");
  throw new ProblemError("invalid_context", issue?.message ?? "This is no context.", path);
}

/**
 * Holds a context's properties against the organization's definitions (C1): unknown, of the wrong
 * kind, not a choice, not writable this way – each is refused with the property's path.
 */
export function checkContext(
  context: ContextClaims,
  definitions: ReadonlyMap<string, PropertyDefinition>,
  writer: ContextWriter,
): void {
  for (const [key, value] of Object.entries(context.properties ?? {})) {
    const refuse = (message: string) =>
      new ProblemError("invalid_context", message, `${prefixes[writer]}.properties.${key}`);
    const definition = definitions.get(key);
    if (!definition) throw refuse("There is no such property.");
    if (!definition.writers.includes(writer)) {
      throw refuse(
        writer === "unsigned_context"
          ? `“${definition.label}” is accepted only from signed context.`
          : `“${definition.label}” is not accepted from a context.`,
      );
    }
    const wrong = wrongValue(value, definition);
    if (wrong !== null) throw refuse(`“${definition.label}” ${wrong}.`);
  }
}
