import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { kindLabels, writerLabels } from "./property-words.ts";

export type PropertyAction = "edit" | "up" | "down" | "delete" | "restore";

/** Properties in the order in which contacts show them. */
export function PropertyTable({
  properties,
  act,
}: {
  properties: readonly ManagedProperty[];
  /** Null for those who may only look. */
  act: ((action: PropertyAction, property: ManagedProperty) => void) | null;
}) {
  return (
    <div class="table-frame">
      <table class="table table-stacking property-table">
        <thead>
          <tr>
            <th scope="col">Property</th>
            <th scope="col">Kind</th>
            <th scope="col">Written by</th>
            {act && (
              <th scope="col">
                <span class="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {properties.map((property, index) => (
            <tr key={property.key}>
              <td class="property-name">
                <bdi class={property.deletedAt === null ? undefined : "property-struck"}>
                  {property.label}
                </bdi>
                <code>{property.key}</code>
              </td>
              <td data-label="Kind">
                {kindLabels[property.kind]}
                {property.kind === "choice" && (
                  <span class="property-choices faint" title={property.choices.join(", ")}>
                    {property.choices.join(", ")}
                  </span>
                )}
              </td>
              <td data-label="Written by">
                {property.writers.length === 0
                  ? "Nobody"
                  : property.writers.map((writer) => writerLabels[writer].short).join(" · ")}
              </td>
              {act && (
                <td class="property-actions">
                  <Menu
                    label={`Actions for ${property.label}`}
                    trigger={<Icon name="more" />}
                    placement="bottom-end"
                    items={actionsFor(property, index, properties.length)}
                    select={(value) => act(value as PropertyAction, property)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function actionsFor(
  property: ManagedProperty,
  index: number,
  count: number,
): { value: PropertyAction; label: string }[] {
  if (property.deletedAt !== null) return [{ value: "restore", label: "Restore" }];
  return [
    { value: "edit", label: "Edit" },
    ...(index > 0 ? [{ value: "up", label: "Move up" } as const] : []),
    ...(index < count - 1 ? [{ value: "down", label: "Move down" } as const] : []),
    { value: "delete", label: "Delete" },
  ];
}
