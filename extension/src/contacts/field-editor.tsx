import { countryCodes, countryName } from "@tagalong/shared/contacts/countries.ts";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Avatar } from "../ui/avatar.tsx";
import { PickOne, type Pick } from "../ui/pick-one.tsx";
import type { ContactField, FieldValue } from "./contact-field.ts";
import { formatPhone } from "./phone-format.ts";
import { readTyped } from "./read-typed.ts";

const countries: readonly Pick[] = countryCodes
  .map((code) => ({ value: code, label: countryName(code) }))
  .sort((one, other) => one.label.localeCompare(other.label));

const yesNo: readonly Pick[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** What a field of a few known values offers; null for one that is typed. */
export function usePicks(
  field: ContactField,
  agents: ReadonlyMap<number, string>,
): readonly Pick[] | null {
  return useMemo(() => {
    switch (field.kind) {
      case "country":
        return countries;
      case "boolean":
        return yesNo;
      case "owner":
        return [...agents].map(([id, name]) => ({
          value: String(id),
          label: name,
          mark: <Avatar name={name} size={20} />,
        }));
      case "choice":
        return field.choices.map((choice) => ({ value: choice, label: choice }));
      default:
        return null;
    }
  }, [field, agents]);
}

export const pickOf = (kind: ContactField["kind"], value: FieldValue): string =>
  kind === "boolean" && value !== null ? (value ? "yes" : "no") : String(value ?? "");

export function valueOfPick(kind: ContactField["kind"], pick: string): FieldValue {
  if (pick === "") return null;
  if (kind === "boolean") return pick === "yes";
  return kind === "owner" ? Number(pick) : pick;
}

const inputTypes: Partial<Record<ContactField["kind"], string>> = { email: "email", phone: "tel" };

/** The one that Preact's types take for all: each kind of input is a type of its own there. */
export function inputType({ kind }: ContactField, value: FieldValue): "text" {
  const type = kind === "date" && isDay(value) ? "date" : (inputTypes[kind] ?? "text");
  return type as "text";
}

/** A day alone has the browser's calendar; with a time it is typed. */
const isDay = (value: FieldValue) =>
  value === null || (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value));

/** One field while it is edited: Enter saves and Escape restores, and so does leaving it. */
export function FieldEditor({
  field,
  value,
  agents,
  error,
  take,
  save,
  cancel,
}: {
  field: ContactField;
  value: FieldValue;
  agents: ReadonlyMap<number, string>;
  error: string | null;
  /** Whether the focus goes there; not when the editor came back by itself. */
  take: boolean;
  /** `by` tells where the focus should go afterwards. */
  save: (value: FieldValue, by: "key" | "leaving") => void;
  cancel: (by: "key" | "leaving") => void;
}) {
  const picks = usePicks(field, agents);
  const first = field.kind === "phone" ? formatPhone(String(value ?? "")) : String(value ?? "");
  const [typed, setTyped] = useState(first);
  const [problem, setProblem] = useState(error);
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  // At once, so that no key goes elsewhere.
  useLayoutEffect(() => {
    if (!take) return;
    input.current?.focus();
    // A date has no text to select.
    if (input.current?.type !== "date") input.current?.select();
  }, []);

  if (picks) {
    return (
      <PickOne
        label={field.label}
        options={picks}
        value={pickOf(field.kind, value)}
        choose={(pick) => save(valueOfPick(field.kind, pick), "key")}
        openAtOnce
        leave={cancel}
      />
    );
  }

  const finish = (by: "key" | "leaving") => {
    if (over.current) return;
    if (typed === first && error === null) {
      over.current = true;
      return cancel(by);
    }
    const read = readTyped(field, typed);
    if ("problem" in read) {
      if (by === "key") return setProblem(read.problem);
      over.current = true;
      return cancel(by);
    }
    over.current = true;
    save(read.value, by);
  };
  const id = `edit-${field.path}`;
  return (
    <div class="detail-editor">
      <input
        ref={input}
        class="input"
        type={inputType(field, value)}
        inputMode={field.kind === "number" ? "decimal" : undefined}
        aria-label={field.label}
        aria-invalid={problem !== null}
        aria-describedby={problem ? `${id}-error` : undefined}
        autoComplete="off"
        spellcheck={false}
        maxLength={500}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(null);
        }}
        onBlur={() => finish("leaving")}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter") finish("key");
          else if (event.key === "Escape") {
            over.current = true;
            // What it stands in, a panel or a dialog, stays open.
            event.stopPropagation();
            cancel("key");
          } else return;
          event.preventDefault();
        }}
      />
      {problem && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
