import type { Tag, TagUsage } from "@tagalong/shared/contracts/tag.ts";
import { date } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";
import "./tag-table.css";
import { recordsInWords, scopeLabels } from "./tag-words.ts";

export type TagAction = "edit" | "merge" | "delete" | "restore";

const actions: Record<"active" | "deleted", { value: TagAction; label: string }[]> = {
  active: [
    { value: "edit", label: "Edit" },
    { value: "merge", label: "Merge into…" },
    { value: "delete", label: "Delete" },
  ],
  deleted: [{ value: "restore", label: "Restore" }],
};

const recordColumns = [
  ["contacts", "Contacts"],
  ["conversations", "Conversations"],
  ["leads", "Leads"],
  ["deals", "Deals"],
] as const satisfies [keyof TagUsage["records"], string][];

/** The catalogue's rows; with `manage` they can be chosen and acted upon (T3, T5). */
export function TagTable({
  tags,
  usage,
  manage,
}: {
  tags: readonly Tag[];
  /** Null until it is known. */
  usage: ReadonlyMap<number, TagUsage> | null;
  manage: {
    chosen: ReadonlySet<number>;
    choose: (ids: ReadonlySet<number>) => void;
    act: (action: TagAction, tag: Tag) => void;
  } | null;
}) {
  const active = tags.filter((tag) => tag.deletedAt === null);
  // Among deleted ones alone those are meant.
  const meant = active.length > 0 ? active : tags;
  const all = meant.length > 0 && meant.every((tag) => manage?.chosen.has(tag.id));
  return (
    <div class="table-frame">
      <table class="table tag-table">
        <thead>
          <tr>
            {manage && (
              <th scope="col" class="tag-table-choose">
                <input
                  type="checkbox"
                  aria-label={`Choose all ${meant === active ? "active" : "deleted"} tags`}
                  checked={all}
                  onChange={() => manage.choose(new Set(all ? [] : meant.map((tag) => tag.id)))}
                />
              </th>
            )}
            <th scope="col">Tag</th>
            <th scope="col" class="tag-table-wide">
              For
            </th>
            {recordColumns.map(([of, label]) => (
              <th key={of} scope="col" class="number tag-table-wide">
                {label}
              </th>
            ))}
            <th scope="col" class="tag-table-wide">
              Created
            </th>
            {manage && (
              <th scope="col">
                <span class="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <TagRow key={tag.id} tag={tag} usage={usage?.get(tag.id)} manage={manage} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TagRow({
  tag,
  usage,
  manage,
}: {
  tag: Tag;
  usage: TagUsage | undefined;
  manage: Parameters<typeof TagTable>[0]["manage"];
}) {
  const into = useCatalogue().resolve(tag.id);
  const deleted = tag.deletedAt !== null;
  const chosen = manage?.chosen.has(tag.id) ?? false;
  const toggle = () => {
    const ids = new Set(manage?.chosen);
    if (!ids.delete(tag.id)) ids.add(tag.id);
    manage?.choose(ids);
  };
  return (
    <tr aria-selected={chosen || undefined}>
      {manage && (
        <td class="tag-table-choose">
          <input
            type="checkbox"
            aria-label={`Choose ${tag.name}`}
            checked={chosen}
            onChange={toggle}
          />
        </td>
      )}
      <td class="tag-table-tag">
        <TagChip tag={tag} deleted={deleted} />
        {into && into.id !== tag.id && <span class="faint"> merged into {into.name}</span>}
        {tag.description && <p class="tag-table-description">{tag.description}</p>}
        <p class="tag-table-narrow faint">
          {usage && (recordsInWords(usage.records) || "On no record")}
        </p>
      </td>
      <td class="tag-table-wide">{scopeLabels[tag.scope]}</td>
      {recordColumns.map(([of]) => (
        <td key={of} class="number tag-table-wide">
          {usage?.records[of].toLocaleString() ?? ""}
        </td>
      ))}
      <td class="tag-table-wide tag-table-date">{date(tag.createdAt)}</td>
      {manage && (
        <td class="tag-table-actions">
          <Menu
            label={`Actions for ${tag.name}`}
            trigger={<Icon name="more" />}
            placement="bottom-end"
            items={actions[deleted ? "deleted" : "active"]}
            select={(value) => manage.act(value as TagAction, tag)}
          />
        </td>
      )}
    </tr>
  );
}
