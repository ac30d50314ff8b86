import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";

/** An applied tag in the picker: the whole chip takes it off. */
export function PickerChip({
  tag,
  pending,
  remove,
  onKeyDown,
}: {
  tag: Tag;
  pending: boolean;
  remove: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  return (
    <button
      type="button"
      class={classNames("picker-chip", `tag-color-${tag.color}`, pending && "picker-chip-pending")}
      aria-label={`Remove ${tag.name}`}
      title={`Remove ${tag.name}`}
      onClick={remove}
      onKeyDown={onKeyDown}
    >
      <span class="truncate">{tag.name}</span>
      <Icon name="close" size={12} />
    </button>
  );
}
