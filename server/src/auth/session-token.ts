import { hashToken } from "./tokens.ts";

const mark = "sha256:";

/** What stands in the database for a sign-in's token: who reads it there cannot sign in with it. */
export function storedSessionToken(token: string): string {
  return mark + hashToken(token).toString("base64url");
}

/**
 * The ways in which a token may be stored: hashed, or as it is by a version before that did not hash.
 * What is stored hashed is no token itself.
 */
export function storedForms(token: string): string[] {
  const hashed = storedSessionToken(token);
  return token.startsWith(mark) ? [hashed] : [hashed, token];
}
