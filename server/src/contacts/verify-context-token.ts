import { errors, jwtVerify, type JWTPayload } from "jose";
import { ProblemError } from "../errors/problem-error.ts";
import { parseContext, type ContextClaims } from "./check-context.ts";

/** Says nothing about the visitor; the rest of the claims is the context. */
const registered = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]);
const ofThePage = ["topic", "language", "pageUrl"];

/**
 * Reads signed context (C6, S7): a JWT, HS256, with an expiry and the widget's key as audience,
 * signed by one of the organization's live secrets (two during rotation). `sub` may stand for
 * `externalId`.
 */
export async function verifyContextToken(
  token: string,
  { widgetKey, secrets }: { widgetKey: string; secrets: readonly string[] },
): Promise<ContextClaims> {
  const payload = await verify(token, widgetKey, secrets);
  const claims = Object.fromEntries(
    // Entries keep a `__proto__` as an own key, so that it is refused rather than obeyed.
    Object.entries(payload).filter(([claim]) => !registered.has(claim)),
  );
  const forPage = ofThePage.find((claim) => Object.hasOwn(claims, claim));
  if (forPage !== undefined) {
    throw new ProblemError("invalid_context", "This is not said in a token.", `token.${forPage}`);
  }
  if (payload.sub !== undefined) {
    if (claims.externalId !== undefined && claims.externalId !== payload.sub) {
      throw new ProblemError("token_invalid", "The token names two people: sub and externalId.");
    }
    claims.externalId = payload.sub;
  }
  return parseContext(claims, "signed_context");
}

async function verify(
  token: string,
  widgetKey: string,
  secrets: readonly string[],
): Promise<JWTPayload> {
  let failure: unknown;
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ["HS256"],
        audience: widgetKey,
        requiredClaims: ["exp"],
      });
      return payload;
    } catch (error) {
      failure = error;
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
    }
  }
  if (failure instanceof errors.JWTExpired) {
    throw new ProblemError("token_expired", "The token has expired.");
  }
  throw new ProblemError("token_invalid", whyInvalid(failure));
}

function whyInvalid(failure: unknown): string {
  if (failure instanceof errors.JWTClaimValidationFailed) {
    if (failure.claim === "aud") return "The token is for another widget.";
    if (failure.claim === "exp") return "The token has no expiry.";
  }
  if (failure instanceof errors.JWSSignatureVerificationFailed) {
    return "The token is not signed with this widget's secret.";
  }
  return "The token cannot be read.";
}
