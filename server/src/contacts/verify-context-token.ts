import { errors, jwtVerify } from "jose";
import { ProblemError } from "../errors/problem-error.ts";
import { toProblem } from "../errors/to-problem.ts";
import { refuseHostile } from "../input/refuse-hostile.ts";
import { claimsSchema, type ContextClaims } from "./check-context.ts";

/** Claims that RFC 7519 defines; they say nothing about the visitor. */
const registered = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]);

export interface TokenIssuer {
  widgetKey: string;
  /** Two while they are being changed: each verifies. */
  secrets: readonly string[];
}

/**
 * What a site vouches for about its visitor: a JWT, HS256, `exp` required, `aud` the widget's key.
 * Throws token_expired, token_invalid, or invalid_context when what it says is not of our shape.
 */
export async function verifyContextToken(
  token: string,
  { widgetKey, secrets }: TokenIssuer,
  now = new Date(),
): Promise<ContextClaims> {
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ["HS256"],
        audience: widgetKey,
        requiredClaims: ["exp"],
        currentDate: now,
      });
      return readClaims(payload);
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      throw refusal(error);
    }
  }
  throw new ProblemError("token_invalid", "The token is not signed with this widget's secret.");
}

function readClaims(payload: Record<string, unknown>): ContextClaims {
  refuseHostile(payload);
  const own = Object.entries(payload).filter(([name]) => !registered.has(name));
  const claims = claimsSchema.safeParse(Object.fromEntries(own));
  if (claims.success) return claims.data;
  const problem = toProblem(claims.error, "invalid_context");
  const path = problem.path === undefined ? "token" : `token.${problem.path}`;
  throw new ProblemError("invalid_context", problem.message, path);
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new ProblemError("token_expired", "The token has expired.");
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    const what = error.claim === "aud" ? "is for another widget" : `needs the claim ${error.claim}`;
    return new ProblemError("token_invalid", `The token ${what}.`);
  }
  if (error instanceof errors.JOSEError) {
    return new ProblemError("token_invalid", "The token is not a JWT signed with HS256.");
  }
  return error;
}
