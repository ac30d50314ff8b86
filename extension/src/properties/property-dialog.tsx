import { propertyKinds, propertyWriters } from "@tagalong/shared/contracts/contact.ts";
import {
  propertyUseSchema,
  type ManagedProperty,
  type PropertyUse,
} from "@tagalong/shared/contracts/property.ts";
import { derivePropertyKey } from "@tagalong/shared/properties/property-key.ts";
import { useEffect, useState } from "preact/hooks";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/toaster.tsx";
import { ChoicesEditor } from "./choices-editor.tsx";
import type { PropertyCalls } from "./property-list.ts";
import { kindLabels, writerLabels } from "./property-words.ts";

type Problem = { path: string; message: string };

/** A new property or a change of one, with what a change would touch (C1). */
export function PropertyDialog({
  property,
  all,
  calls,
  close,
  done,
}: {
  property?: ManagedProperty;
  all: readonly ManagedProperty[];
  calls: PropertyCalls;
  close: () => void;
  done: () => void;
}) {
  const [label, setLabel] = useState(property?.label ?? "");
  const [kind, setKind] = useState(property?.kind ?? "text");
  const [choices, setChoices] = useState<readonly string[]>(property?.choices ?? [""]);
  const [writers, setWriters] = useState<ManagedProperty["writers"]>(
    property?.writers ?? ["agent", "api"],
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const use = useUse(property?.key ?? null);
  const isHeld = use !== null && (use.contacts > 0 || use.usedBy.length > 0);
  const taken = new Set(all.map((one) => one.key));
  const key = property?.key ?? (label.trim() === "" ? null : derivePropertyKey(label, taken));
  const errorAt = (path: string) => (problem?.path === path ? problem.message : null);

  const save = async () => {
    const given = kind === "choice" ? choices.map((each) => each.trim()).filter(Boolean) : [];
    setBusy(true);
    try {
      if (property) await calls.edit(property.key, { label, kind, choices: given, writers });
      else await calls.create({ label, kind, choices: given, writers });
      say(property ? "Property updated" : "Property created");
      done();
      close();
    } catch (error) {
      const path = error instanceof ApiError ? (error.path ?? "") : "";
      setProblem({ path: path.replace(/\.\d+$/, ""), message: sentenceOf(error) });
      setBusy(false);
    }
  };

  return (
    <Dialog title={property ? "Edit property" : "New property"} close={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <div class="dialog-body">
          <Field
            label="Label"
            error={errorAt("label") ?? errorAt("") ?? errorAt("key")}
            hint={
              key && (
                <>
                  Your site and the API call it <code>{key}</code>
                  {property ? "; that stays." : ", for good."}
                </>
              )
            }
          >
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                maxLength={200}
                value={label}
                onInput={(event) => {
                  setLabel(event.currentTarget.value);
                  setProblem(null);
                }}
              />
            )}
          </Field>
          <Field
            label="Kind"
            error={errorAt("kind")}
            hint={isHeld ? "It stays: contacts have values of it, or rules name it." : null}
          >
            {(wiring) => (
              <span class="select">
                <select
                  {...wiring}
                  class="input"
                  value={kind}
                  disabled={isHeld}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    setKind(propertyKinds.find((each) => each === value) ?? "text");
                    setProblem(null);
                  }}
                >
                  {propertyKinds.map((each) => (
                    <option key={each} value={each}>
                      {kindLabels[each]}
                    </option>
                  ))}
                </select>
                <Icon name="chevron" size={14} />
              </span>
            )}
          </Field>
          {kind === "choice" && (
            <ChoicesEditor
              choices={choices.length === 0 ? [""] : choices}
              change={(next) => {
                setChoices(next);
                setProblem(null);
              }}
              former={property?.choices ?? []}
              use={use}
              error={errorAt("choices")}
            />
          )}
          <fieldset class="property-writers">
            <legend class="field-label">Who may write it</legend>
            {propertyWriters.map((writer) => (
              <label key={writer}>
                <input
                  type="checkbox"
                  checked={writers.includes(writer)}
                  onChange={(event) =>
                    setWriters(
                      event.currentTarget.checked
                        ? propertyWriters.filter((one) => one === writer || writers.includes(one))
                        : writers.filter((one) => one !== writer),
                    )
                  }
                />
                <span>
                  {writerLabels[writer].label}
                  <span class="field-hint">{writerLabels[writer].hint}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {property ? "Save" : "Create"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** Where a property is used; null until that is known, and for one that is not there yet. */
export function useUse(key: string | null): PropertyUse | null {
  const { api } = useSignedIn();
  const [use, setUse] = useState<PropertyUse | null>(null);
  useEffect(() => {
    if (key === null) return;
    api
      .call(`/api/properties/${key}/use`, { answer: propertyUseSchema })
      // The server refuses what must not be; here it is only said before.
      .then(setUse, () => undefined);
  }, [api, key]);
  return use;
}
