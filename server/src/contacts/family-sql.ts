/**
 * SQL: the table expression `family (id)` of a contact and everybody whom it has absorbed, for
 * `WITH RECURSIVE`. The organization is $1. Events keep the number of whom they happened to.
 */
export const familyOf = (contactId: string) => `
  family (id) AS (
    SELECT ${contactId}::bigint
    UNION
    SELECT m.absorbed_id FROM family
    JOIN contact_merges m
      ON m.organization_id = $1 AND m.contact_id = family.id AND m.undone_at IS NULL
  )`;
