import { createHash, randomBytes } from "node:crypto";

/** SHA-256: the tokens are 256 random bits, so nothing slower is needed. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** An API token. Its organization is only a claim, looked up behind row-level security. */
export function newApiToken(organizationId: number): string {
  return `tgl_${organizationId}_${randomBytes(32).toString("base64url")}`;
}

/** The secret of an invitation's link. */
export function newInvitationToken(organizationId: number): string {
  return `tgi_${organizationId}_${randomBytes(32).toString("base64url")}`;
}

/** A site's public widget key, in the same form. */
export function newWidgetKey(organizationId: number): string {
  return `wk_${organizationId}_${randomBytes(12).toString("base64url")}`;
}

/** What a short-lived address of a file ends in. */
export function newDownloadToken(organizationId: number): string {
  return `tgd_${organizationId}_${randomBytes(32).toString("base64url")}`;
}

const form = /^(tgl|tgi|tgd|wk)_([1-9]\d{0,9})_[\w-]{8,64}$/;

/** The organization that a token or key claims to be of, or undefined when it is no such thing. */
export function claimedOrganization(
  token: string,
  prefix: "tgl" | "tgi" | "tgd" | "wk",
): number | undefined {
  const parts = form.exec(token);
  const organizationId = Number(parts?.[2]);
  if (parts?.[1] !== prefix || organizationId > 2_147_483_647) return undefined;
  return organizationId;
}
