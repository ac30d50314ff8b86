/**
 * Who writes in the widget: the browser's token as its SHA-256, and the externalId that a signed
 * token vouches for, if any.
 */
export interface VisitorIdentity {
  organizationId: number;
  tokenHash: Buffer;
  externalId: string | null;
}
