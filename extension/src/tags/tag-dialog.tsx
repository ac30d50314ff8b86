import { tagScopes, type Tag } from "@tagalong/shared/contracts/tag.ts";
import { findNearTwin } from "@tagalong/shared/tags/near-twin.ts";
import { tagColors } from "@tagalong/shared/tags/tag-colors.ts";
import {
  maxTagNameLength,
  normalizeTagName,
  type TagNames,
} from "@tagalong/shared/tags/tag-name.ts";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/toaster.tsx";
import "./tag-dialog.css";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";
import { scopeLabels } from "./tag-words.ts";

/** A new tag or an active one's changes, with the chip as it will look (T1, T2). */
export function TagDialog({ tag, close }: { tag?: Tag; close: () => void }) {
  const { me } = useSignedIn();
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState(tag?.name ?? "");
  const [description, setDescription] = useState(tag?.description ?? "");
  const [color, setColor] = useState<Tag["color"]>(tag?.color ?? "default");
  const [scope, setScope] = useState<Tag["scope"]>(tag?.scope ?? "both");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const naming = me.organization.tagNames;
  // A name that is left alone is left as it is, however it came to be.
  const name = tag && typed === tag.name ? tag.name : normalizeTagName(typed, naming);
  const others = catalogue.active.value.filter((other) => other.id !== tag?.id);
  const refusal = refusalOf(name, others, naming);
  const taken = others.some((other) => other.name === name);
  const twin = taken || name === tag?.name ? undefined : findNearTwin(name, others);

  const save = async () => {
    if (refusal) {
      setProblem(refusal);
      return;
    }
    setBusy(true);
    try {
      if (tag) {
        const renamed = name === tag.name ? {} : { name: typed };
        await catalogue.edit(tag.id, { ...renamed, description, color, scope });
      } else await catalogue.create({ name: typed, description, color, scope });
      say(tag ? "Tag updated" : "Tag created");
      close();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={tag ? "Edit tag" : "Create tag"} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="dialog-body">
          <Field
            label="Name"
            error={problem ?? (taken ? refusal : null)}
            hint={
              twin ? `There is already a tag “${twin.name}”, which looks almost the same.` : null
            }
          >
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                value={typed}
                onInput={(event) => {
                  setTyped(event.currentTarget.value);
                  setProblem(null);
                }}
              />
            )}
          </Field>
          <p class="tag-dialog-preview" role="status">
            {name && (
              <>
                <span class="muted">Shown as</span>
                <TagChip tag={{ name, color, description }} />
              </>
            )}
          </p>
          <TagColors color={color} choose={setColor} />
          <Field label="Description" hint="What the tag means and when to use it.">
            {(wiring) => (
              <textarea
                {...wiring}
                class="input"
                rows={2}
                maxLength={500}
                value={description}
                onInput={(event) => setDescription(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label="For"
            hint={
              tag && scope !== "both" && scope !== tag.scope
                ? "Where it is already used it stays. It cannot be added there any more."
                : null
            }
          >
            {(wiring) => (
              <span class="select">
                <select
                  {...wiring}
                  class="input"
                  value={scope}
                  onChange={(event) =>
                    setScope(tagScopes.find((each) => each === event.currentTarget.value) ?? "both")
                  }
                >
                  {tagScopes.toReversed().map((each) => (
                    <option key={each} value={each}>
                      {scopeLabels[each]}
                    </option>
                  ))}
                </select>
                <Icon name="chevron" size={14} />
              </span>
            )}
          </Field>
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {tag ? "Save" : "Create"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function refusalOf(name: string, tags: readonly Tag[], naming: TagNames): string | null {
  if (name === "") {
    return `A tag name needs ${naming === "slug" ? "a letter or a digit" : "something to see"}.`;
  }
  if ([...name].length > maxTagNameLength) {
    return `A tag name holds at most ${maxTagNameLength} characters.`;
  }
  return tags.some((tag) => tag.name === name) ? `There is already a tag “${name}”.` : null;
}

function TagColors({
  color,
  choose,
}: {
  color: Tag["color"];
  choose: (color: Tag["color"]) => void;
}) {
  return (
    <fieldset class="tag-dialog-colors">
      <legend class="field-label">Color</legend>
      <div>
        {(["default", ...tagColors] as const).map((each) => (
          <label key={each} class={`tag-dialog-color tag-color-${each}`} title={each}>
            <input
              type="radio"
              name="color"
              class="visually-hidden"
              value={each}
              checked={each === color}
              onChange={() => choose(each)}
            />
            <span class="visually-hidden">{each}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
