import {
  propertySchema,
  type ContactDetail,
  type PropertyDefinition,
} from "@tagalong/shared/contracts/contact.ts";
import { useEffect, useState } from "preact/hooks";
import { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";
import { date } from "../ui/format-time.ts";
import "./contact-properties.css";

type Row = { key: string; label: string; value: string };

/** Built-in fields that are set, then custom properties in the order of their definitions (C1). */
export function ContactProperties({ contact }: { contact: ContactDetail }) {
  const definitions = usePropertyDefinitions();
  const rows = [...builtIn(contact), ...custom(contact, definitions)];
  return (
    <section class="record-section" aria-label="Details">
      <header class="record-section-header">
        <h2>Details</h2>
      </header>
      <dl class="properties">
        {rows.map((row) => (
          <div key={row.key}>
            <dt class="truncate">{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function builtIn(contact: ContactDetail): Row[] {
  const rows: [string, string | null][] = [
    ["Email", contact.email],
    ["Phone", contact.phone],
    ["Company", contact.company],
    ["Country", contact.country],
    ["External id", contact.externalId],
    ["First seen", contact.firstSeenAt && date(contact.firstSeenAt)],
    ["Last seen", contact.lastSeenAt && date(contact.lastSeenAt)],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ key: label, label, value }] : []));
}

function custom(contact: ContactDetail, definitions: readonly PropertyDefinition[]): Row[] {
  const order = new Map(definitions.map((definition, index) => [definition.key, index]));
  return Object.entries(contact.properties)
    .sort(([a], [b]) => (order.get(a) ?? 999) - (order.get(b) ?? 999))
    .map(([key, value]) => {
      const definition = definitions[order.get(key) ?? -1];
      return {
        key: `property.${key}`,
        label: definition?.label ?? key,
        value: show(value, definition),
      };
    });
}

function show(
  value: string | number | boolean,
  definition: PropertyDefinition | undefined,
): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (definition?.kind === "date" && typeof value === "string") return date(value);
  return String(value);
}

function usePropertyDefinitions(): readonly PropertyDefinition[] {
  const { api } = useSignedIn();
  const [definitions, setDefinitions] = useState<readonly PropertyDefinition[]>([]);
  useEffect(() => {
    // Without them the keys stand for themselves.
    api
      .call("/api/properties", { answer: z.array(propertySchema) })
      .then(setDefinitions, () => undefined);
  }, [api]);
  return definitions;
}
