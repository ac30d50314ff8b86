import type { ContactDetail } from "@tagalong/shared/contracts/contact.ts";
import { useRef, useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { date, moment } from "../ui/format-time.ts";
import type { ContactEdits } from "./contact-edits.ts";
import { builtInFields, propertyField, type ContactField } from "./contact-field.ts";
import "./contact-properties.css";
import { DetailRow } from "./detail-row.tsx";
import { useAgents } from "./use-agents.ts";
import { useProperties } from "./use-properties.ts";

/** Unset fields that are offered at once; the others after "more". */
const fewUnset = 6;

/** A contact's fields, then the custom ones in their order; each is edited where it stands (C3). */
export function ContactProperties({
  contact,
  edits,
}: {
  contact: ContactDetail;
  edits: ContactEdits;
}) {
  const { can } = useSignedIn();
  const agents = useAgents();
  const custom = useProperties().map(propertyField);
  const [adding, setAdding] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);
  const mayEdit = can("manage contacts");
  const isThere = (field: ContactField) =>
    edits.shown(field.path) !== null ||
    edits.problem(field.path) !== null ||
    (mayEdit && field.path === adding);
  const fields = [...builtInFields, ...custom];
  const unset = fields.filter((field) => !isThere(field) && field.locked === null);

  /** After an edit the focus stands where it began: on the value, or on the way to add one. */
  const settle = (path: string, focus: boolean) => {
    setAdding(null);
    if (!focus) return;
    requestAnimationFrame(() => {
      const value = section.current?.querySelector<HTMLElement>(
        `[data-field="${CSS.escape(path)}"] :is(.detail-value, .field-error button)`,
      );
      (value ?? section.current?.querySelector<HTMLElement>(".details-unset button"))?.focus();
    });
  };
  const row = (field: ContactField) => (
    <DetailRow
      key={field.path}
      field={field}
      edits={edits}
      agents={agents}
      mayEdit={mayEdit}
      begun={field.path === adding}
      settle={(focus) => settle(field.path, focus)}
    />
  );

  return (
    <section ref={section} class="record-section" aria-label="Details">
      <header class="record-section-header">
        <h2>Details</h2>
      </header>
      <dl class="properties details">
        {builtInFields.filter(isThere).map(row)}
        <Seen label="First seen" at={contact.firstSeenAt} />
        <Seen label="Last seen" at={contact.lastSeenAt} />
        <Seen label="Created" at={contact.createdAt} />
        {custom.filter(isThere).map(row)}
      </dl>
      {mayEdit && <Unset fields={unset} add={(field) => setAdding(field.path)} />}
      <News edits={edits} />
    </section>
  );
}

function Seen({ label, at }: { label: string; at: string | null }) {
  if (at === null) return null;
  return (
    <div>
      <dt class="truncate">{label}</dt>
      <dd>
        <time dateTime={at} title={moment(at)}>
          {date(at)}
        </time>
      </dd>
    </div>
  );
}

/** What has no value yet, a press away. */
function Unset({
  fields,
  add,
}: {
  fields: readonly ContactField[];
  add: (field: ContactField) => void;
}) {
  const [all, setAll] = useState(false);
  const shown = all || fields.length <= fewUnset + 1 ? fields : fields.slice(0, fewUnset);
  if (fields.length === 0) return null;
  return (
    <div class="details-unset" role="group" aria-label="Fields without a value">
      {shown.map((field) => (
        <Button
          key={field.path}
          size="sm"
          look="quiet"
          icon="plus"
          aria-label={`Add ${field.label}`}
          onClick={() => add(field)}
        >
          <span class="truncate">{field.label}</span>
        </Button>
      ))}
      {shown.length < fields.length && (
        <Button size="sm" look="quiet" onClick={() => setAll(true)}>
          {fields.length - shown.length} more…
        </Button>
      )}
    </div>
  );
}

/** What was saved last, and the way back, which stays. */
function News({ edits }: { edits: ContactEdits }) {
  const last = edits.undoable.value;
  return (
    <div class="details-news">
      <p role="status">{edits.news.value}</p>
      {last && (
        <Button
          size="sm"
          look="quiet"
          icon="undo"
          title={`Undo: ${last.field.label}`}
          onClick={() => void edits.undo()}
        >
          Undo
        </Button>
      )}
    </div>
  );
}
