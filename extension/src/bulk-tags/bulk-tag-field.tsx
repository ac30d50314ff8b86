import { useRef, useState } from "preact/hooks";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagChip } from "../tags/tag-chip.tsx";
import { TagPicker } from "../tags/tag-picker.tsx";
import { Button } from "../ui/button.tsx";
import type { DraftTags } from "./draft-tags.ts";

/** A labelled choice of tags: chips, and the picker that is everywhere when they are changed (T8). */
export function BulkTagField({
  label,
  what,
  draft,
  hint,
  others,
  mayCreate,
  open = false,
}: {
  label: string;
  /** "tags to add". */
  what: string;
  draft: DraftTags;
  hint: string;
  /** Chosen in the other field. */
  others: ReadonlySet<number>;
  mayCreate: boolean;
  open?: boolean;
}) {
  const catalogue = useCatalogue();
  const [picking, setPicking] = useState(open);
  const box = useRef<HTMLFieldSetElement>(null);
  const chosen = draft.ids.value;
  return (
    <fieldset ref={box} class="bulk-field">
      <legend class="field-label">{label}</legend>
      {picking ? (
        <TagPicker
          tags={draft}
          scope="contact"
          label={`Choose ${what}`}
          taken={others}
          mayCreate={mayCreate}
          limited={false}
          close={({ returnFocus }) => {
            setPicking(false);
            if (!returnFocus) return;
            requestAnimationFrame(() => box.current?.querySelector("button")?.focus());
          }}
        />
      ) : (
        <div class="bulk-chosen">
          {chosen.length > 0 && (
            <ul aria-label={label}>
              {chosen.map((id) => {
                const tag = catalogue.get(id);
                return (
                  tag && (
                    <li key={id}>
                      <TagChip tag={tag} />
                    </li>
                  )
                );
              })}
            </ul>
          )}
          <Button
            size="sm"
            icon={chosen.length === 0 ? "plus" : "pencil"}
            onClick={() => setPicking(true)}
          >
            {`${chosen.length === 0 ? "Choose" : "Change"} ${what}`}
          </Button>
        </div>
      )}
      <p class="field-hint">{hint}</p>
      {draft.problem.value && (
        <p class="field-error" role="alert">
          {draft.problem.value}
        </p>
      )}
    </fieldset>
  );
}
