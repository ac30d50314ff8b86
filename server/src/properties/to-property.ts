import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import type { PropertyRow } from "./queries/properties.ts";

export function toProperty({
  key,
  label,
  kind,
  choices,
  writers,
}: PropertyRow): PropertyDefinition {
  return { key, label, kind, choices, writers };
}

export function toManagedProperty(row: PropertyRow): ManagedProperty {
  return { ...toProperty(row), deletedAt: row.deleted_at?.toISOString() ?? null };
}
