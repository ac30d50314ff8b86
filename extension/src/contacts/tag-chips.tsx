import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { useId, useRef, useState } from "preact/hooks";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagChip } from "../tags/tag-chip.tsx";
import { counted } from "../tags/tag-words.ts";
import { Portal } from "../ui/portal.tsx";
import { fitChips } from "./fit-chips.ts";
import "./tag-chips.css";

/** A row's tags: up to six chips, then +N, which shows the rest (C2). */
export function TagChips({
  ids,
  width,
  reachable,
}: {
  ids: readonly number[];
  width: number;
  /** Whether Tab comes to +N. */
  reachable: boolean;
}) {
  const catalogue = useCatalogue();
  const found = new Map(
    ids.flatMap((id) => catalogue.resolve(id) ?? []).map((tag) => [tag.id, tag]),
  );
  const tags = [...found.values()]
    .filter((tag) => tag.deletedAt === null)
    .sort((one, other) => one.name.localeCompare(other.name));
  if (tags.length === 0) return null;
  const shown = fitChips(
    tags.map((tag) => tag.name),
    width,
  );
  return (
    <span class="tag-chips">
      {tags.slice(0, shown).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {tags.length > shown && <MoreTags tags={tags.slice(shown)} reachable={reachable} />}
    </span>
  );
}

function MoreTags({ tags, reachable }: { tags: readonly Tag[]; reachable: boolean }) {
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const id = useId();
  const show = (event: { currentTarget: HTMLElement }) => {
    clearTimeout(leaving.current);
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    setPlace({ left: Math.min(left, innerWidth - 248), top: bottom + 4 });
  };
  // Time enough to move the pointer onto what is shown.
  const leave = () => (leaving.current = setTimeout(() => setPlace(null), 120));
  return (
    <>
      <button
        type="button"
        class="tag-more"
        tabIndex={reachable ? 0 : -1}
        aria-label={`${counted(tags.length, "more tag")}: ${tags.map((tag) => tag.name).join(", ")}`}
        aria-describedby={place ? id : undefined}
        onPointerEnter={show}
        onPointerLeave={leave}
        onFocus={show}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !place) return;
          event.stopPropagation();
          setPlace(null);
        }}
      >
        +{tags.length}
      </button>
      {place && (
        <Portal>
          <div
            id={id}
            role="tooltip"
            class="tag-tip"
            style={{ left: `${place.left}px`, top: `${place.top}px` }}
            onPointerEnter={() => clearTimeout(leaving.current)}
            onPointerLeave={leave}
          >
            {tags.map((tag) => (
              <TagChip key={tag.id} tag={tag} />
            ))}
          </div>
        </Portal>
      )}
    </>
  );
}
