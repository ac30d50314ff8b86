import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import { useState } from "preact/hooks";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import { ContactChoice, type ChosenContact } from "../contacts/contact-choice.tsx";
import { useAgents } from "../contacts/use-agents.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/toaster.tsx";
import type { RecordFace, RecordField } from "./record-face.ts";

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A new lead or deal, or what there is to change of one (K1). */
export function RecordDialog<Item extends CrmRecord>({
  face,
  record,
  contact,
  close,
  saved,
}: {
  face: RecordFace<Item>;
  /** The one to change; else a new one. */
  record?: Item;
  /** Whose it will be; else one is chosen. */
  contact?: ChosenContact;
  close: () => void;
  saved: (id: number) => void;
}) {
  const { api } = useSignedIn();
  const agents = useAgents();
  const [whose, setWhose] = useState<ChosenContact | null>(record?.contact ?? contact ?? null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => ({
    title: record?.title ?? "",
    ownerId: String(record?.ownerId ?? ""),
    ...Object.fromEntries(
      face.fields.map(({ name, initial }) => [name, record ? face.valueOf(record, name) : initial]),
    ),
  }));
  const [problem, setProblem] = useState<{ path: string; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const problemOf = (path: string) => (problem?.path === path ? problem.text : null);
  const set = (name: string, value: string) => {
    setValues({ ...values, [name]: value });
    setProblem(null);
  };

  const save = async () => {
    if (!whose) {
      setProblem({ path: "contactId", text: `Choose whose ${face.noun} it is.` });
      return;
    }
    setBusy(true);
    const given = Object.fromEntries(
      face.fields.map(({ name, toValue }) => [name, toValue(values[name] ?? "")]),
    );
    const owner = values["ownerId"] === "" ? null : Number(values["ownerId"]);
    const common = { title: values["title"], ownerId: owner, ...given };
    try {
      const answer = record
        ? await api.call(`${face.api}/${record.id}`, {
            method: "PATCH",
            body: { ...common, revision: record.revision },
            answer: face.detail,
          })
        : await api.call(face.api, {
            method: "POST",
            body: { ...common, contactId: whose.id },
            answer: face.detail,
          });
      say(`${capital(face.noun)} ${record ? "updated" : "created"}`);
      saved(answer.id);
    } catch (error) {
      const path = error instanceof ApiError ? (error.path ?? "") : "";
      setProblem({ path, text: sentenceOf(error) });
      setBusy(false);
    }
  };
  const placed = ["title", "contactId", "ownerId", ...face.fields.map(({ name }) => name)];

  return (
    <Dialog title={record ? `Edit ${face.noun}` : `New ${face.noun}`} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="dialog-body">
          <Field label="Title" error={problemOf("title")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                maxLength={200}
                value={values["title"]}
                onInput={(event) => set("title", event.currentTarget.value)}
              />
            )}
          </Field>
          {!record && !contact && (
            <Field label="Contact" error={problemOf("contactId")}>
              {(wiring) => (
                <ContactChoice
                  wiring={wiring}
                  chosen={whose}
                  choose={(one) => {
                    setWhose(one);
                    setProblem(null);
                  }}
                />
              )}
            </Field>
          )}
          {face.fields.map((field) => (
            <Field key={field.name} label={field.label} error={problemOf(field.name)}>
              {(wiring) => (
                <Control
                  wiring={wiring}
                  field={field}
                  value={values[field.name] ?? ""}
                  change={(value) => set(field.name, value)}
                />
              )}
            </Field>
          ))}
          <Field label="Owner" error={problemOf("ownerId")}>
            {(wiring) => (
              <Choice
                wiring={wiring}
                value={values["ownerId"] ?? ""}
                change={(value) => set("ownerId", value)}
                choices={[
                  { value: "", label: "Nobody" },
                  ...[...agents].map(([id, name]) => ({ value: String(id), label: name })),
                ]}
              />
            )}
          </Field>
          {problem && !placed.includes(problem.path) && (
            <p class="field-error" role="alert">
              {problem.text}
            </p>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {record ? "Save" : "Create"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

type Wiring = Record<string, unknown>;

function Control({
  wiring,
  field: { control },
  value,
  change,
}: {
  wiring: Wiring;
  field: RecordField;
  value: string;
  change: (value: string) => void;
}) {
  if (control.kind === "choice") {
    return <Choice {...{ wiring, value, change }} choices={control.choices} />;
  }
  if (control.kind === "number") {
    return (
      <input
        {...wiring}
        type="number"
        class="input"
        min={control.min}
        max={control.max}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    );
  }
  return (
    <input
      {...wiring}
      class="input"
      autoComplete="off"
      inputMode={control.inputMode}
      value={value}
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
}

function Choice({
  wiring,
  value,
  change,
  choices,
}: {
  wiring: Wiring;
  value: string;
  change: (value: string) => void;
  choices: readonly { value: string; label: string; group?: string }[];
}) {
  const option = ({ value: each, label }: { value: string; label: string }) => (
    <option key={each} value={each}>
      {label}
    </option>
  );
  const groups = [...Map.groupBy(choices, ({ group }) => group)];
  return (
    <span class="select">
      <select
        {...wiring}
        class="input"
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      >
        {groups.length === 1
          ? choices.map(option)
          : groups.map(([group, own]) => (
              <optgroup key={group} label={group ?? ""}>
                {own.map(option)}
              </optgroup>
            ))}
      </select>
      <Icon name="chevron" size={14} />
    </span>
  );
}
