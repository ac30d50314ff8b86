import type { Condition } from "@tagalong/shared/criteria/criteria.ts";
import { criteriaLimits } from "@tagalong/shared/criteria/limits.ts";
import { useEffect, useId, useState } from "preact/hooks";

type Value = Condition["value"];

export type ScalarLook = "text" | "number" | "date" | "days";

type ScalarProps = {
  look: ScalarLook;
  label: string;
  value: Value | undefined;
  change: (value: string | number | undefined) => void;
  wiring: { "aria-describedby"?: string | undefined; "aria-invalid"?: boolean };
};

/** One written value: text, a number, a day. What cannot be read yet is no value yet. */
export function ScalarInput(props: ScalarProps) {
  switch (props.look) {
    case "text":
      return <TextInput {...props} />;
    case "date":
      return <DateInput {...props} />;
    case "number":
    case "days":
      return <NumberInput {...props} />;
  }
}

/** From here on it is said how much room is left. */
const nearlyFull = criteriaLimits.valueCharacters - 50;

function TextInput({ label, value, change, wiring }: ScalarProps) {
  const id = useId();
  const text = typeof value === "string" ? value : "";
  const left = criteriaLimits.valueCharacters - Array.from(text).length;
  const isClose = criteriaLimits.valueCharacters - left >= nearlyFull;
  const described = [wiring["aria-describedby"], isClose && id].filter(Boolean).join(" ");
  return (
    <span class="scalar">
      <input
        type="text"
        class="input"
        aria-label={label}
        placeholder="Value…"
        autoComplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => change(event.currentTarget.value || undefined)}
        {...wiring}
        aria-describedby={described || undefined}
      />
      {isClose && (
        <span class="scalar-left" id={id}>
          {left >= 0 ? `${left} characters left` : `${-left} characters too many`}
        </span>
      )}
    </span>
  );
}

function NumberInput({ look, label, value, change, wiring }: ScalarProps) {
  const [text, setText] = useState(typeof value === "number" ? String(value) : "");
  const read = readNumber(text);
  useEffect(() => {
    // Changed from outside, as by undo; "1." and "-" are on the way to a number and stay.
    if (value !== read) setText(typeof value === "number" ? String(value) : "");
  }, [value]);
  return (
    <input
      type="text"
      inputMode={look === "days" ? "numeric" : "decimal"}
      class={`input scalar-${look}`}
      aria-label={label}
      placeholder={look === "days" ? "N" : "0"}
      autoComplete="off"
      value={text}
      onInput={(event) => {
        setText(event.currentTarget.value);
        change(readNumber(event.currentTarget.value));
      }}
      {...wiring}
      aria-invalid={wiring["aria-invalid"] || (text.trim() !== "" && read === undefined)}
    />
  );
}

/** A decimal comma is one too: "1,5". */
function readNumber(text: string): number | undefined {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(number) ? number : undefined;
}

function DateInput({ label, value, change, wiring }: ScalarProps) {
  const text = typeof value === "string" ? value : "";
  const input = {
    class: "input scalar-date",
    "aria-label": label,
    title: "Days begin at midnight UTC.",
    value: text,
    onInput: (event: { currentTarget: HTMLInputElement }) =>
      change(event.currentTarget.value || undefined),
    ...wiring,
  };
  // A moment that was set over the API is kept as it is; days are what is set here.
  const isDay = text === "" || /^\d{4}-\d\d-\d\d$/.test(text);
  return isDay ? <input type="date" {...input} /> : <input type="text" {...input} />;
}
