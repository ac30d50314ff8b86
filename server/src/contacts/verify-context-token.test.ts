import { SignJWT, UnsecuredJWT, type JWTPayload } from "jose";
import { expect, test } from "vitest";
import { verifyContextToken } from "./verify-context-token.ts";

const widgetKey = "wk_1_abcdefgh";
const [current, previous] = [
  "the-present-secret-of-the-widget",
  "the-previous-secret-of-the-widget",
];
const widget = { widgetKey, secrets: [current, previous] };

const sign = (
  claims: JWTPayload,
  { secret = current, audience = widgetKey, expires = "5m", alg = "HS256" } = {},
) => {
  const token = new SignJWT(claims).setProtectedHeader({ alg }).setAudience(audience);
  if (expires !== "") token.setExpirationTime(expires);
  return token.sign(new TextEncoder().encode(secret));
};
const read = async (claims: JWTPayload, options = {}) =>
  verifyContextToken(await sign(claims, options), widget);

test("the claims of a signed token are the context (S7)", async () => {
  const claims = { externalId: "c-1", properties: { plan_tier: "enterprise" }, groups: ["VIP"] };
  expect(await read(claims)).toEqual(claims);
  expect(await read({ sub: "c-1" })).toEqual({ externalId: "c-1" });
});

test("both live secrets verify, so that a secret can be rotated", async () => {
  expect(await read({ sub: "c-1" }, { secret: previous })).toEqual({ externalId: "c-1" });
});

test.each([
  ["signed with another secret", { secret: "nobody's-secret-of-any-widget-here" }],
  ["for another widget", { audience: "wk_2_abcdefgh" }],
  ["without an expiry", { expires: "" }],
  ["of another algorithm", { alg: "HS512" }],
])("a token %s is refused", async (_which, options) => {
  await expect(read({ sub: "c-1" }, options)).rejects.toMatchObject({ code: "token_invalid" });
});

test("an expired token is refused as such, so that the site can make a new one", async () => {
  const expired = read({ sub: "c-1" }, { expires: "1 minute ago" });
  await expect(expired).rejects.toMatchObject({ code: "token_expired" });
});

test("a token that nobody signed, or that is none, is refused", async () => {
  const unsigned = new UnsecuredJWT({ sub: "c-1" }).setAudience(widgetKey).setExpirationTime("5m");
  for (const token of [unsigned.encode(), "", "a.b.c", "💥"]) {
    const refused = verifyContextToken(token, widget);
    await expect(refused).rejects.toMatchObject({ code: "token_invalid" });
  }
});

test("a token that names two people is refused", async () => {
  const two = read({ sub: "c-1", externalId: "c-2" });
  await expect(two).rejects.toMatchObject({ code: "token_invalid" });
});

test.each([
  [{ groups: ["VIP", 7] }, "token.groups.1"],
  [{ groups: Array.from({ length: 51 }, String) }, "token.groups"],
  [{ topic: "sales" }, "token.topic"],
  [{ admin: true }, "token.admin"],
  [{ sub: "" }, "token.externalId"],
])("a signed context that is none is refused with its place: %j", async (claims, path) => {
  const refused = read(claims);
  await expect(refused).rejects.toMatchObject({ code: "invalid_context", path });
});

test("a key __proto__ is refused (B2)", async () => {
  const claims = JSON.parse('{"sub": "c-1", "properties": {"__proto__": "x"}}') as JWTPayload;
  await expect(read(claims)).rejects.toMatchObject({ code: "invalid_request" });
});
