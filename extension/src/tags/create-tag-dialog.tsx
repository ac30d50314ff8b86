import { tagScopes, type Tag } from "@tagalong/shared/contracts/tag.ts";
import { tagColors } from "@tagalong/shared/tags/tag-colors.ts";
import { maxTagNameLength, normalizeTagName } from "@tagalong/shared/tags/tag-name.ts";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/toaster.tsx";
import "./create-tag-dialog.css";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";

const scopeLabels: Record<Tag["scope"], string> = {
  contact: "Contacts only",
  conversation: "Conversations only",
  both: "Contacts and conversations",
};

/** New tag: name, description, colour and scope, with the chip as it will look (T1, T2). */
export function CreateTagDialog({ close }: { close: () => void }) {
  const { me } = useSignedIn();
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState("");
  const [description, setDescription] = useState("");
  const [color, setColor] = useState<Tag["color"]>("default");
  const [scope, setScope] = useState<Tag["scope"]>("both");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const name = normalizeTagName(typed, me.organization.tagNames);
  const twin = catalogue.active.value.find(
    (tag) => tag.name !== name && tag.name.toLowerCase() === name.toLowerCase(),
  );
  const refusal = refusalOf(name, catalogue.active.value);

  const create = async () => {
    if (refusal) {
      setProblem(refusal);
      return;
    }
    setBusy(true);
    try {
      await catalogue.create({ name: typed, description, color, scope });
      say("Tag created");
      close();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title="Create tag" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <div class="dialog-body">
          <Field
            label="Name"
            error={problem}
            hint={twin ? `There is already a tag “${twin.name}” that differs only in case.` : null}
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
          <p class="create-tag-preview" role="status">
            {name && (
              <>
                <span class="muted">Shown as</span>
                <TagChip tag={{ name, color, description }} />
              </>
            )}
          </p>
          <Colors color={color} choose={setColor} />
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
          <Field label="For">
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
            Create
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function refusalOf(name: string, tags: readonly Tag[]): string | null {
  if (name === "") return "A tag name needs a letter or a digit.";
  if ([...name].length > maxTagNameLength) {
    return `A tag name holds at most ${maxTagNameLength} characters.`;
  }
  return tags.some((tag) => tag.name === name) ? `There is already a tag “${name}”.` : null;
}

function Colors({ color, choose }: { color: Tag["color"]; choose: (color: Tag["color"]) => void }) {
  return (
    <fieldset class="create-tag-colors">
      <legend class="field-label">Color</legend>
      <div>
        {(["default", ...tagColors] as const).map((each) => (
          <label key={each} class={`create-tag-color tag-color-${each}`} title={each}>
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
