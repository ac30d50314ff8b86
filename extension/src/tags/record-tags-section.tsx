import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import { useRef, useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { moment, shortDate } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { useShortcuts } from "../ui/shortcuts.ts";
import { now } from "../ui/time.tsx";
import type { RecordTags, ShownTag } from "./record-tags.ts";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";
import { TagPicker } from "./tag-picker.tsx";
import "./record-tags-section.css";

/** A record's tags with source and date, the picker, undo, and what is historical (T5, T6, T8). */
export function RecordTagsSection({
  tags,
  scope,
  title,
  shortcut,
  permission = scope === "contact" ? "tag contacts" : "manage conversations",
}: {
  tags: RecordTags;
  scope: "contact" | "conversation";
  title: string;
  /** The key that opens the picker. */
  shortcut?: string;
  /** What it takes to change them. */
  permission?: Permission;
}) {
  const { me, can } = useSignedIn();
  const [picking, setPicking] = useState(false);
  const section = useRef<HTMLElement>(null);
  const mayTag = can(permission);
  const shown = tags.shown.value;
  const limit = me.organization.maxTagsPerRecord;
  const full = limit !== null && shown.length >= limit;

  const focusAdd = () =>
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>(".tags-add")?.focus());
  const removeRow = (index: number) => {
    const each = shown[index];
    if (!each) return;
    const buttons = [...(section.current?.querySelectorAll<HTMLElement>(".tags-remove") ?? [])];
    const next = buttons[index + 1] ?? buttons[index - 1];
    if (next) next.focus();
    else focusAdd();
    void tags.remove(each.tagId);
  };

  useShortcuts(
    mayTag && shortcut
      ? [
          {
            key: shortcut,
            label: `Edit ${scope} tags`,
            group: "Conversation",
            run: () => setPicking(true),
          },
        ]
      : [],
  );

  return (
    <section
      ref={section}
      class="record-section"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
        if (!mayTag || !tags.undoable.peek() || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        void tags.undo();
      }}
    >
      <header class="record-section-header">
        <h2>{title}</h2>
        {mayTag && !picking && (
          <Button
            size="sm"
            look="quiet"
            icon="plus"
            class="tags-add"
            aria-keyshortcuts={shortcut}
            onClick={() => setPicking(true)}
          >
            {full ? "Edit tags" : "Add tag"}
          </Button>
        )}
      </header>
      {picking ? (
        <TagPicker
          tags={tags}
          scope={scope}
          close={({ returnFocus }) => {
            setPicking(false);
            if (returnFocus) focusAdd();
          }}
        />
      ) : shown.length === 0 && tags.creating.value.length === 0 ? (
        <p class="faint">No tags yet.</p>
      ) : (
        <ul class="tags-rows">
          {shown.map((each, index) => (
            <TagRow key={each.tagId} shown={each} remove={mayTag ? () => removeRow(index) : null} />
          ))}
        </ul>
      )}
      <News tags={tags} />
      <Historical tags={tags} />
    </section>
  );
}

function TagRow({ shown, remove }: { shown: ShownTag; remove: (() => void) | null }) {
  const tag = useCatalogue().get(shown.tagId);
  if (!tag) return null;
  const { assignment, pending } = shown;
  return (
    <li class="tags-row">
      <TagChip tag={tag} pending={pending} />
      {assignment ? <Source of={assignment} /> : <span class="tags-source">Saving…</span>}
      {remove && (
        <IconButton
          class="tags-remove"
          icon="close"
          size="sm"
          label={`Remove ${tag.name}`}
          onClick={remove}
        />
      )}
    </li>
  );
}

/** Where it came from, by whom and since when (T6). */
function Source({ of: { sourceLabel, by, at } }: { of: Assignment }) {
  return (
    <span class="tags-source" title={moment(at)}>
      {[sourceLabel, by, shortDate(at, now.value)].filter(Boolean).join(" · ")}
    </span>
  );
}

/** The last change in words, with an undo that does not go away by itself. */
function News({ tags }: { tags: RecordTags }) {
  const news = tags.news.value;
  const undoable = tags.undoable.value;
  return (
    <div class="tags-news">
      <p role="status" class={news?.failed ? "tags-news-failed" : "tags-news-text"}>
        {news && (
          <>
            {news.failed && <Icon name="alert" size={14} />}
            <span>{news.text}</span>
          </>
        )}
      </p>
      {undoable && (
        <Button
          size="sm"
          look="quiet"
          icon="undo"
          title={
            undoable.kind === "add" ? `Remove ${undoable.name} again` : `Add ${undoable.name} again`
          }
          onClick={() => void tags.undo()}
        >
          Undo
        </Button>
      )}
    </div>
  );
}

function Historical({ tags }: { tags: RecordTags }) {
  const catalogue = useCatalogue();
  const historical = tags.historical.value;
  if (historical.length === 0) return null;
  return (
    <details class="tags-historical">
      <summary>Historical ({historical.length})</summary>
      <p class="faint">These tags were deleted from the catalogue. They are kept to be read.</p>
      <ul class="tags-rows">
        {historical.map((assignment) => {
          const tag = catalogue.get(assignment.tagId);
          return tag ? (
            <li key={assignment.tagId} class="tags-row">
              <TagChip tag={tag} deleted />
              <Source of={assignment} />
            </li>
          ) : null;
        })}
      </ul>
    </details>
  );
}
