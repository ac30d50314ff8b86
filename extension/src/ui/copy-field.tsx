import { useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import "./copy-field.css";
import { Field } from "./field.tsx";

/** A text that people take elsewhere: shown whole, copied by a button. */
export function CopyField({ label, text, hint }: { label: string; text: string; hint?: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    // Without a secure context there is no clipboard: the text is then marked, for Ctrl+C.
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied(done === true);
  };
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div class="copy-field">
          <input
            {...wiring}
            ref={input}
            class="input"
            readOnly
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button icon={copied ? "check" : "copy"} data-autofocus onClick={() => void copy()}>
            {copied ? "Copied" : "Copy"}
          </Button>
          <span class="visually-hidden" role="status">
            {copied && "Copied to the clipboard"}
          </span>
        </div>
      )}
    </Field>
  );
}
