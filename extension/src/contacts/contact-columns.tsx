import { countryName } from "@tagalong/shared/contacts/countries.ts";
import type { ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import type { ContactListRow } from "@tagalong/shared/contracts/contact-list.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { ComponentChildren } from "preact";
import { shortDate } from "../ui/format-time.ts";
import { Ago, now } from "../ui/time.tsx";
import { propertyInWords } from "./property-words.ts";
import { TagChips } from "./tag-chips.tsx";

/** What a cell is drawn with besides its row. */
export type CellContext = {
  /** Pixels that the tags have. */
  tagsWidth: number;
  agents: ReadonlyMap<number, string>;
  /** The row that keys move; what is inside it can be reached with Tab. */
  active: boolean;
};

export type ContactColumn = {
  id: string;
  label: string;
  sort?: ContactSort;
  /** Least width in pixels, and its share of what is left. */
  width: number;
  share: number;
  cell: (row: ContactListRow, context: CellContext) => ComponentChildren;
};

const builtIn: readonly ContactColumn[] = [
  { id: "phone", label: "Phone", width: 140, share: 0.4, cell: (row) => row.phone },
  {
    id: "name",
    label: "Display name",
    sort: "name",
    width: 150,
    share: 1,
    cell: (row) => row.name,
  },
  {
    id: "tags",
    label: "Tags",
    width: 190,
    share: 2.2,
    cell: (row, { tagsWidth, active }) => (
      <TagChips ids={row.tagIds} width={tagsWidth} reachable={active} />
    ),
  },
  {
    id: "firstSeen",
    label: "First seen",
    sort: "firstSeen",
    width: 104,
    share: 0.2,
    cell: (row) => <Day at={row.firstSeenAt} />,
  },
  {
    id: "lastSeen",
    label: "Last seen",
    sort: "lastSeen",
    width: 118,
    share: 0.2,
    cell: (row) => row.lastSeenAt && <Ago at={row.lastSeenAt} words />,
  },
  { id: "email", label: "Email", width: 170, share: 0.8, cell: (row) => row.email },
  { id: "company", label: "Company", width: 130, share: 0.5, cell: (row) => row.company },
  {
    id: "country",
    label: "Country",
    width: 120,
    share: 0.3,
    cell: (row) => row.country && countryName(row.country),
  },
  {
    id: "owner",
    label: "Owner",
    width: 120,
    share: 0.3,
    cell: (row, { agents }) => row.ownerId !== null && (agents.get(row.ownerId) ?? "Somebody"),
  },
  { id: "externalId", label: "External id", width: 120, share: 0.3, cell: (row) => row.externalId },
  {
    id: "created",
    label: "Created",
    sort: "created",
    width: 104,
    share: 0.2,
    cell: (row) => <Day at={row.createdAt} />,
  },
];

const propertyColumn = (definition: PropertyDefinition): ContactColumn => ({
  id: `property.${definition.key}`,
  label: definition.label,
  width: 120,
  share: 0.4,
  cell: (row) => {
    const value = row.properties[definition.key];
    return value === undefined ? null : propertyInWords(value, definition);
  },
});

/** Every column that a list can show: fields first, then the organization's properties. */
export const allColumns = (definitions: readonly PropertyDefinition[]): ContactColumn[] => [
  ...builtIn,
  ...definitions.map(propertyColumn),
];

/** Those that are chosen; the name always is one, for what would a row be without. */
export function chosenColumns(
  ids: readonly string[],
  definitions: readonly PropertyDefinition[],
): ContactColumn[] {
  const known = new Map(allColumns(definitions).map((column) => [column.id, column]));
  const wanted = ids.includes("name") ? ids : ["name", ...ids];
  return [...new Set(wanted)].flatMap((id) => known.get(id) ?? []);
}

function Day({ at }: { at: string | null }) {
  return at && <time dateTime={at}>{shortDate(at, now.value)}</time>;
}
