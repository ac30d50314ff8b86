import type { ComponentChildren } from "preact";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";

/** One choice of a few, with its label, hint and error. */
export function SelectField({
  label,
  hint,
  error,
  value,
  options,
  choose,
}: {
  label: string;
  hint?: ComponentChildren;
  error?: string | null;
  value: string;
  options: readonly { value: string; label: string; disabled?: boolean }[];
  choose: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error ?? null}>
      {(wiring) => (
        <span class="select">
          <select
            {...wiring}
            class="input"
            value={value}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron" size={14} />
        </span>
      )}
    </Field>
  );
}
