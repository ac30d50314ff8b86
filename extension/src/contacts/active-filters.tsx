import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { describeCriteria } from "@tagalong/shared/criteria/describe.ts";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWorld } from "../criteria/use-world.ts";
import { SegmentChip } from "../segments/segment-chip.tsx";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagChip } from "../tags/tag-chip.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { tidyFilter } from "./contact-view.ts";
import { criteriaOf, CriteriaDialog } from "./criteria-dialog.tsx";

/** What the list is narrowed to, each with its way off; nothing while it is not. */
export function ActiveFilters({
  filter,
  change,
  children,
}: {
  filter: ContactFilter;
  change: (filter: ContactFilter) => void;
  /** What stands at the end of the row. */
  children: ComponentChildren;
}) {
  const { q, tags = [], segments = [], criteria } = tidyFilter(filter);
  const narrowed = tags.length > 0 || segments.length > 0 || criteria !== undefined;
  if (!narrowed && !q && !children) return null;
  return (
    <div class="active-filters" role="group" aria-label="Active filters">
      {tags.length > 0 && (
        <Active
          name={tags.length === 1 ? "Tag is" : "Tag is any of"}
          remove="Remove the tag filter"
          clear={() => change({ ...filter, tags: [] })}
        >
          <TagValues ids={tags} />
        </Active>
      )}
      {segments.length > 0 && (
        <Active
          name={segments.length === 1 ? "Segment is" : "Segment is any of"}
          remove="Remove the segment filter"
          clear={() => change({ ...filter, segments: [] })}
        >
          <SegmentValues ids={segments} />
        </Active>
      )}
      {criteria !== undefined && (
        <Active
          remove="Remove the criteria"
          clear={() => change({ ...filter, criteria: undefined })}
        >
          <CriteriaValue filter={filter} change={(next) => change({ ...filter, criteria: next })} />
        </Active>
      )}
      {(narrowed || q) && (
        <Button size="sm" look="quiet" onClick={() => change({})}>
          Clear all
        </Button>
      )}
      {children}
    </div>
  );
}

function Active({
  name,
  remove,
  clear,
  children,
}: {
  name?: string;
  remove: string;
  clear: () => void;
  children: ComponentChildren;
}) {
  return (
    <span class="active-filter">
      {name && <span class="faint">{name}</span>}
      <span class="active-filter-values">{children}</span>
      <IconButton label={remove} icon="close" size="sm" onClick={clear} />
    </span>
  );
}

function TagValues({ ids }: { ids: readonly number[] }) {
  const catalogue = useCatalogue();
  return (
    <>
      {ids.map((id) => {
        const tag = catalogue.resolve(id);
        return tag ? (
          <TagChip key={id} tag={tag} deleted={tag.deletedAt !== null} />
        ) : (
          catalogue.loaded.value && <span key={id}>a tag that is gone</span>
        );
      })}
    </>
  );
}

function SegmentValues({ ids }: { ids: readonly number[] }) {
  const { loaded, known } = useWorld("contact");
  return (
    <>
      {ids.map((id) => (
        <SegmentChip
          key={id}
          name={known.segments?.get(id) ?? (loaded ? "a segment that is gone" : "…")}
        />
      ))}
    </>
  );
}

/** The criteria as a sentence, which opens the builder. */
function CriteriaValue({
  filter,
  change,
}: {
  filter: ContactFilter;
  change: (criteria: Criteria | undefined) => void;
}) {
  const [open, setOpen] = useState(false);
  const { context } = useWorld("contact");
  const criteria = criteriaOf(filter);
  const sentence = criteria ? describeCriteria(criteria, context) : "Criteria that cannot be read";
  return (
    <>
      <button
        type="button"
        class="active-criteria truncate"
        title={sentence}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {sentence}
      </button>
      {open && (
        <CriteriaDialog
          filter={filter}
          apply={(next) => change(next ?? undefined)}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
