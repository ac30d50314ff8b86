import type { Field } from "../field.ts";
import { sql } from "../sql-part.ts";
import { scalarField } from "./scalar-field.ts";
import { segmentsField } from "./segments-field.ts";
import { tagsField } from "./tags-field.ts";

const subject = "contact";

export const contactFields: readonly Field[] = [
  scalarField({
    id: "contact.email",
    label: "Email",
    kind: "text",
    subject,
    from: (facts) => facts.contact.email,
    column: sql`contact.email_folded`,
  }),
  scalarField({
    id: "contact.name",
    label: "Name",
    kind: "text",
    subject,
    from: (facts) => facts.contact.name,
    column: sql`contact.name_folded`,
  }),
  scalarField({
    id: "contact.company",
    label: "Company",
    kind: "text",
    subject,
    from: (facts) => facts.contact.company,
    column: sql`contact.company_folded`,
  }),
  scalarField({
    id: "contact.phone",
    label: "Phone",
    kind: "text",
    subject,
    from: (facts) => facts.contact.phone,
    column: sql`contact.phone_folded`,
  }),
  scalarField({
    id: "contact.country",
    label: "Country",
    kind: "text",
    usual: "countries",
    subject,
    from: (facts) => facts.contact.country,
    column: sql`contact.country_folded`,
  }),
  scalarField({
    id: "contact.owner",
    label: "Owner",
    kind: "choice",
    reference: "agents",
    subject,
    from: (facts) => facts.contact.owner,
    column: sql`contact.owner_id`,
  }),
  scalarField({
    id: "contact.externalId",
    label: "External id",
    kind: "text",
    subject,
    from: (facts) => facts.contact.externalId,
    column: sql`contact.external_id_folded`,
  }),
  scalarField({
    id: "contact.createdAt",
    label: "Created",
    kind: "date",
    subject,
    from: (facts) => facts.contact.createdAt,
    column: sql`contact.created_at`,
  }),
  scalarField({
    id: "contact.firstSeenAt",
    label: "First seen",
    kind: "date",
    subject,
    from: (facts) => facts.contact.firstSeenAt,
    column: sql`contact.first_seen_at`,
  }),
  scalarField({
    id: "contact.lastSeenAt",
    label: "Last seen",
    kind: "date",
    subject,
    from: (facts) => facts.contact.lastSeenAt,
    column: sql`contact.last_seen_at`,
  }),
  tagsField({
    id: "contact.tags",
    label: "Tags",
    subject,
    from: (facts) => facts.contact.tags,
    column: sql`contact.tag_ids`,
  }),
  segmentsField,
];
