import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import "./segment-chip.css";

/** A segment's name, read-only. Self-declared ones look provisional: they match no rule (S7). */
export function SegmentChip({ name, selfDeclared }: { name: string; selfDeclared?: boolean }) {
  return (
    <span class={classNames("segment-chip", selfDeclared && "segment-chip-declared")}>
      <Icon name="segments" size={12} />
      <span class="truncate">{name}</span>
    </span>
  );
}
