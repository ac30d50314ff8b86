import { useEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "../ui/avatar.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import type { ContactEdits, EditProblem } from "./contact-edits.ts";
import { fieldInWords, type ContactField, type FieldValue } from "./contact-field.ts";
import { FieldEditor } from "./field-editor.tsx";

type Parts = {
  field: ContactField;
  edits: ContactEdits;
  agents: ReadonlyMap<number, string>;
};

/** One field with its value: a press or Enter edits it, a switch turns, a lock says why not. */
export function DetailRow({
  field,
  edits,
  agents,
  mayEdit,
  begun,
  settle,
}: Parts & {
  mayEdit: boolean;
  /** It has no value yet, and one is being added. */
  begun: boolean;
  /** An edit is over; with `focus` it was ended by a key. */
  settle: (focus: boolean) => void;
}) {
  const value = edits.shown(field.path);
  const problem = edits.problem(field.path);
  const [seen, setSeen] = useState<{ value: FieldValue; error: string | null } | null>(
    begun ? { value, error: null } : null,
  );
  const row = useRef<HTMLDivElement>(null);
  const isRefused = problem?.kind === "refused";

  useEffect(() => {
    if (begun) setSeen({ value, error: null });
  }, [begun]);
  // What cannot be stored comes back as it was typed, to be mended.
  useEffect(() => {
    if (isRefused) setSeen({ value: problem.wanted, error: problem.message });
  }, [problem]);

  const mayTake = () => {
    const at = document.activeElement;
    return at === document.body || row.current?.contains(at) === true;
  };
  const end = (by: "key" | "leaving") => {
    setSeen(null);
    settle(by === "key");
  };
  const save = (wanted: FieldValue, by: "key" | "leaving") => {
    end(by);
    const base = isRefused ? value : (seen?.value ?? null);
    if (wanted !== value || wanted !== base) void edits.save(field, base, wanted);
    else edits.forget(field.path);
  };

  return (
    <div ref={row} data-field={field.path}>
      <dt class="truncate" title={field.label}>
        {field.label}
      </dt>
      <dd>
        {seen && mayEdit ? (
          <FieldEditor
            key={seen.error}
            field={field}
            value={seen.value}
            agents={agents}
            error={seen.error}
            take={seen.error === null || mayTake()}
            save={save}
            cancel={(by) => {
              edits.forget(field.path);
              end(by);
            }}
          />
        ) : (
          <>
            <ShownValue
              {...{ field, edits, agents, value }}
              edit={mayEdit && field.locked === null ? () => setSeen({ value, error: null }) : null}
            />
            {problem && !isRefused && <Problem {...{ field, edits, agents, problem, value }} />}
          </>
        )}
      </dd>
    </div>
  );
}

function ShownValue({
  field,
  edits,
  agents,
  value,
  edit,
}: Parts & { value: FieldValue; edit: (() => void) | null }) {
  const words = fieldInWords(field, value, agents);
  const saving = edits.isSaving(field.path);
  const text = (
    <>
      {field.kind === "owner" && value !== null && <Avatar name={words} size={20} />}
      <bdi class="detail-text">{words || "—"}</bdi>
    </>
  );
  if (edit === null) {
    return (
      <span class="detail-shown">
        {text}
        {field.locked && (
          <span class="detail-lock" role="img" title={field.locked} aria-label={field.locked}>
            <Icon name="lock" size={12} />
          </span>
        )}
      </span>
    );
  }
  if (field.kind === "boolean") {
    const isOn = value === true;
    return (
      <span class="detail-switch">
        <button
          type="button"
          role="switch"
          class={classNames("detail-value", saving && "detail-saving")}
          aria-checked={isOn}
          aria-label={field.label}
          onClick={() => void edits.save(field, value, !isOn)}
        >
          <span class="switch-track" aria-hidden="true" />
          {words || "—"}
        </button>
        <IconButton
          label={`Empty ${field.label}`}
          icon="close"
          size="sm"
          onClick={() => void edits.save(field, value, null)}
        />
      </span>
    );
  }
  return (
    <button
      type="button"
      class={classNames("detail-value", saving && "detail-saving")}
      aria-label={`${field.label}: ${words || "none"}. Edit`}
      aria-busy={saving}
      onClick={edit}
    >
      {text}
    </button>
  );
}

/** Why a change was taken back, and what can be done about it. */
function Problem({
  field,
  edits,
  agents,
  problem,
  value,
}: Parts & { problem: EditProblem; value: FieldValue }) {
  const say = (one: FieldValue) => fieldInWords(field, one, agents) || "nothing";
  const again = () => void edits.save(field, value, problem.wanted);
  return (
    <div class="field-error detail-problem" role="alert">
      <p>
        {problem.kind === "conflict" ? (
          <>
            Somebody else changed it to “<bdi>{say(value)}</bdi>” meanwhile. You wanted “
            <bdi>{say(problem.wanted)}</bdi>”.
          </>
        ) : (
          <>
            “<bdi>{say(problem.wanted)}</bdi>” was not saved. {problem.message}
          </>
        )}
      </p>
      <p>
        <Button size="sm" onClick={again}>
          {problem.kind === "conflict" ? "Use mine" : "Try again"}
        </Button>
        <Button size="sm" look="quiet" onClick={() => edits.forget(field.path)}>
          {problem.kind === "conflict" ? "Keep theirs" : "Leave it"}
        </Button>
      </p>
    </div>
  );
}
