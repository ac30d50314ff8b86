import { createHmac } from "node:crypto";

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token as a site's own server makes it: HS256, with nothing but what is given. */
export function signContext(
  secret: string,
  claims: Record<string, unknown>,
  header: object = { alg: "HS256", typ: "JWT" },
): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** Seconds since 1970, so many from now. */
export const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
