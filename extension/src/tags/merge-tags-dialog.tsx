import type { Tag, TagUsage } from "@tagalong/shared/contracts/tag.ts";
import { mostUsed } from "@tagalong/shared/tags/most-used.ts";
import { useState } from "preact/hooks";
import { useJobs } from "../jobs/job-store.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/toaster.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";
import "./tag-dialogs.css";
import { TagUsers } from "./tag-users.tsx";
import { recordsInAll, recordsInWords, usageOf } from "./tag-words.ts";
import { useRefusable } from "./use-refusable.ts";

/** Makes one tag of several: which one stays, and what will be rewritten (T10). */
export function MergeTagsDialog({
  tags,
  usage,
  close,
  merged,
}: {
  /** Of several one stays; a single one is merged into any other. */
  tags: readonly Tag[];
  usage: ReadonlyMap<number, TagUsage>;
  close: () => void;
  merged: () => void;
}) {
  const catalogue = useCatalogue();
  const jobs = useJobs();
  const { problem, busy, run, forget } = useRefusable();
  const [first] = tags;
  const offered =
    tags.length > 1 ? tags : catalogue.active.value.filter((tag) => tag.id !== first?.id);
  const [keepId, setKeepId] = useState(() => (tags.length > 1 ? proposed(tags, usage) : null));
  const keep = offered.find((tag) => tag.id === keepId);
  const others = tags.filter((tag) => tag.id !== keepId);
  const ids = others.map((tag) => tag.id);
  const { records, usedBy } = usageOf(ids, usage);
  const uses = recordsInWords(records);
  const widens = keep && others.some((tag) => tag.scope !== keep.scope) && keep.scope !== "both";
  return (
    <Dialog title="Merge tags" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!keep) return;
          run(async () => {
            const answer = await catalogue.merge(keep.id, ids);
            if ("merged" in answer) say("Tags merged");
            else jobs.begin(answer);
            merged();
          });
        }}
      >
        <div class="dialog-body">
          <Field label={tags.length > 1 ? "Keep" : `Merge “${first?.name}” into`} error={problem}>
            {(wiring) => (
              <span class="select">
                <select
                  {...wiring}
                  class="input"
                  required
                  value={keepId ?? ""}
                  onChange={(event) => {
                    setKeepId(Number(event.currentTarget.value) || null);
                    forget();
                  }}
                >
                  {tags.length === 1 && <option value="">Choose a tag</option>}
                  {offered.map((tag) => (
                    <option key={tag.id} value={tag.id}>
                      {tag.name}
                    </option>
                  ))}
                </select>
                <Icon name="chevron" size={14} />
              </span>
            )}
          </Field>
          {keep && (
            <>
              <p class="tag-dialogs-merge">
                {others.map((tag) => (
                  <TagChip key={tag.id} tag={tag} />
                ))}
                <span>becomes</span>
                <TagChip tag={keep} />
              </p>
              <p>
                {uses
                  ? `On ${uses}. Each record keeps one tag, with its earliest source and date. `
                  : "On no record. "}
                {widens ? "It will be for contacts and conversations. " : ""}This cannot be undone.
              </p>
              <TagUsers usedBy={usedBy} lead={`These rules will name “${keep.name}” instead:`} />
            </>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy || !keep}>
            Merge
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function proposed(tags: readonly Tag[], usage: ReadonlyMap<number, TagUsage>): number | null {
  const [first, ...rest] = tags.map(({ id, name }) => {
    return { id, name, uses: recordsInAll(usageOf([id], usage).records) };
  });
  return first ? mostUsed([first, ...rest]).id : null;
}
