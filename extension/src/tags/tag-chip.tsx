import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { classNames } from "../ui/class-names.ts";
import "./tag-chip.css";

/** A tag's name on its colour; the dot and the words carry it too, never the colour alone. */
export function TagChip({
  tag,
  pending,
  deleted,
}: {
  tag: Pick<Tag, "name" | "color" | "description">;
  pending?: boolean;
  deleted?: boolean;
}) {
  return (
    <span
      class={classNames(
        "tag-chip",
        `tag-color-${tag.color}`,
        pending && "tag-chip-pending",
        deleted && "tag-chip-deleted",
      )}
      title={tag.description || undefined}
    >
      <TagDot color={tag.color} />
      <span class="truncate">{tag.name}</span>
    </span>
  );
}

export function TagDot({ color }: { color: Tag["color"] }) {
  return <span class={`tag-dot tag-color-${color}`} aria-hidden="true" />;
}
