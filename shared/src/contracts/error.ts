import { z } from "zod";

/** Every error the product answers with: stable code → HTTP status. Sockets use the code alone. */
export const errorStatus = {
  invalid_request: 400,
  invalid_criteria: 422,
  invalid_context: 422,
  invalid_message: 422,
  invalid_value: 422,
  tag_limit_reached: 422,
  wrong_tag_scope: 422,
  tag_deleted: 422,
  unauthenticated: 401,
  token_expired: 401,
  token_invalid: 401,
  session_revoked: 401,
  unknown_widget_key: 401,
  origin_not_allowed: 403,
  forbidden: 403,
  not_found: 404,
  contact_merged: 404,
  conflict: 409,
  name_taken: 409,
  role_in_use: 409,
  last_admin: 409,
  already_here: 409,
  client_id_reused: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Codes after which a client should send the same thing again later (delivery 7). */
export const retryableErrors: readonly ErrorCode[] = ["internal", "unavailable", "rate_limited"];

/** The one error shape of HTTP bodies and socket acknowledgements. `path` names the bad field. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    path: z.string().optional(),
    /** With `contact_merged`: the contact that the one asked for is part of. */
    mergedInto: z.int().optional(),
  }),
  /** The record as it is now, where a change was made to an older one (409). */
  current: z.unknown().optional(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** What a socket acknowledgement carries: the result, or the error shape. */
export type Ack<T> = T | ErrorBody;
