import { useEffect, useRef } from "preact/hooks";
import { Field } from "../ui/field.tsx";
import { PickOne } from "../ui/pick-one.tsx";
import type { ContactField } from "./contact-field.ts";
import { inputType, usePicks } from "./field-editor.tsx";
import { tidyPhone } from "./phone-format.ts";

/** A field of a contact in a form, in the control that fits its kind. */
export function FormField({
  field,
  typed,
  country,
  agents,
  error,
  change,
}: {
  field: ContactField;
  typed: string;
  /** For a phone number that is typed without its country's code. */
  country: string | null;
  agents: ReadonlyMap<number, string>;
  error: string | null;
  change: (text: string) => void;
}) {
  const picks = usePicks(field, agents);
  const input = useRef<HTMLInputElement>(null);
  const tidy = () => {
    const { current: at } = input;
    if (field.kind !== "phone" || !at?.value) return;
    const { value } = at;
    // Unless it was changed while the rules were read.
    void tidyPhone(value, country).then((tidied) => {
      if (at.value === value && tidied !== value) change(tidied);
    });
  };
  // A number that was typed before its country was chosen.
  useEffect(tidy, [country]);
  return (
    <Field label={field.label} error={error} hint={hints[field.path]}>
      {(wiring) =>
        picks ? (
          <PickOne {...wiring} options={picks} value={typed} choose={change} />
        ) : (
          <input
            {...wiring}
            ref={input}
            class="input"
            type={inputType(field, null)}
            inputMode={field.kind === "number" ? "decimal" : undefined}
            data-autofocus={field.path === "name" ? true : undefined}
            placeholder={field.kind === "phone" ? "+49 151 23456789" : undefined}
            autoComplete="off"
            spellcheck={false}
            maxLength={500}
            value={typed}
            onInput={(event) => change(event.currentTarget.value)}
            onBlur={tidy}
          />
        )
      }
    </Field>
  );
}

const hints: Readonly<Record<string, string>> = {
  externalId: "Your own number for this person. It proves who they are.",
};
