import { refreshWays, type NewSegment, type Segment } from "@tagalong/shared/contracts/segment.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import type { CriteriaProblem } from "@tagalong/shared/criteria/problem.ts";
import { countConditions } from "@tagalong/shared/criteria/references.ts";
import { useState } from "preact/hooks";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import { CriteriaBuilder } from "../criteria/criteria-builder.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import "./segment-form.css";
import { refreshLabels, refreshMeanings } from "./segment-words.ts";

const nothing: Criteria = { all: [] };

/** What a segment is, to create one or to change one (S1, S4). */
export function SegmentForm({
  segment,
  save,
  saveLabel,
  cancel,
}: {
  segment?: Segment;
  save: (segment: NewSegment, thenSync: boolean) => Promise<void>;
  saveLabel: string;
  cancel?: () => void;
}) {
  const [name, setName] = useState(segment?.name ?? "");
  const [description, setDescription] = useState(segment?.description ?? "");
  const [refresh, setRefresh] = useState<Segment["refresh"]>(segment?.refresh ?? "on_conversation");
  const [signed, setSigned] = useState(segment?.requiresSignedContext ?? false);
  const [criteria, setCriteria] = useState((segment?.criteria as Criteria | null) ?? nothing);
  const [unfinished, setUnfinished] = useState<readonly CriteriaProblem[]>([]);
  const [shown, setShown] = useState<readonly { path?: string | undefined; message: string }[]>([]);
  const [busy, setBusy] = useState(false);

  const isByHand = refresh === "manual";
  const isEmpty = countConditions(criteria) === 0;
  const messageAt = (path: string) => shown.find((each) => each.path === path)?.message ?? null;
  const elsewhere = shown.filter(
    ({ path }) => path === undefined || !/^(name|description|criteria)/.test(path),
  );

  const submit = async (thenSync: boolean) => {
    const problems = [
      ...(name.trim() === "" ? [{ path: "name", message: "Give the segment a name." }] : []),
      ...(isByHand || !isEmpty ? [] : [{ path: "criteria", message: "Add a condition." }]),
      ...unfinished.map(({ path, message }) => ({ path: `criteria.${path}`, message })),
    ];
    setShown(problems);
    if (problems.length > 0) return;
    setBusy(true);
    try {
      const saved = isEmpty ? {} : { criteria };
      const body = { name, description, refresh, requiresSignedContext: signed, ...saved };
      await save(body, thenSync);
    } catch (error) {
      const path = error instanceof ApiError ? error.path : undefined;
      setShown([{ path, message: sentenceOf(error) }]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="segment-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const pressed = event.submitter;
        void submit(pressed instanceof HTMLButtonElement && pressed.value === "sync");
      }}
    >
      <Field label="Name" error={messageAt("name")}>
        {(wiring) => (
          <input
            {...wiring}
            class="input segment-form-name"
            autoComplete="off"
            maxLength={100}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="Description" error={messageAt("description")}>
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
      <fieldset class="segment-ways">
        <legend class="field-label">Who is in it</legend>
        {refreshWays.map((way) => (
          <label key={way} class="segment-way">
            <input
              type="radio"
              name="refresh"
              value={way}
              checked={way === refresh}
              onChange={() => setRefresh(way)}
            />
            <span>
              <strong>{refreshLabels[way]}</strong>
              <span class="muted">{refreshMeanings[way]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <section aria-labelledby="segment-criteria">
        <h2 id="segment-criteria" class="field-label">
          Criteria
        </h2>
        {isByHand && (
          <p class="field-hint">
            Members are chosen by hand; criteria are kept for when you choose another way.
          </p>
        )}
        <CriteriaBuilder
          value={criteria}
          onChange={(next, problems) => {
            setCriteria(next);
            setUnfinished(problems);
            setShown([]);
          }}
          subject="contact"
          problems={shown.filter(({ path }) => path?.startsWith("criteria"))}
        />
      </section>
      <label class="segment-way">
        <input
          type="checkbox"
          checked={signed}
          onChange={(event) => setSigned(event.currentTarget.checked)}
        />
        <span>
          <strong>Only signed widget context counts</strong>
          <span class="muted">
            A website may put people into it for one conversation; unsigned, that is shown as
            self-declared and no rule uses it.
          </span>
        </span>
      </label>
      <footer class="segment-form-footer">
        {elsewhere.length > 0 && (
          <p class="field-error" role="alert">
            {elsewhere[0]?.message}
          </p>
        )}
        {cancel && <Button onClick={cancel}>Cancel</Button>}
        {!segment && refresh === "on_sync" && (
          <Button type="submit" value="sync" disabled={busy}>
            Create and sync
          </Button>
        )}
        <Button type="submit" look="primary" disabled={busy}>
          {saveLabel}
        </Button>
      </footer>
    </form>
  );
}
