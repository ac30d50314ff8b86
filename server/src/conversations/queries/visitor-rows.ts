/**
 * The visitor's row, $1 organization, $2 token hash, $3 signed externalId. Where the token vouches
 * for another customer than the one this browser wrote as before (and whom that one absorbed),
 * nothing is found: nobody reads on in another person's history (C6).
 */
export const visitorRow = `
  SELECT v.id, v.contact_id FROM visitors v
  JOIN contacts k ON k.organization_id = $1 AND k.id = v.contact_id
  WHERE v.organization_id = $1 AND v.token_hash = $2 AND v.revoked_at IS NULL
    AND ($3::text IS NULL OR NOT k.verified OR k.external_id = $3 OR EXISTS (
      SELECT FROM contact_aliases x
      WHERE x.organization_id = $1 AND x.external_id = $3 AND x.contact_id = k.id))`;

/** `conversations c` seen by `visitor v`: their own, and only while they are that contact. */
export const ownConversation = `c.organization_id = $1 AND c.visitor_id = v.id AND c.contact_id = v.contact_id`;
