import { contactSchema, type ContactFields } from "@tagalong/shared/contracts/contact.ts";
import { useState } from "preact/hooks";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/toaster.tsx";
import { bodyOf, builtInFields, propertyField, type ContactField } from "./contact-field.ts";
import { Duplicates } from "./duplicates.tsx";
import { valueOfPick } from "./field-editor.tsx";
import "./new-contact-dialog.css";
import { FormField } from "./form-field.tsx";
import { readTyped } from "./read-typed.ts";
import { useAgents } from "./use-agents.ts";
import { useDuplicates } from "./use-duplicates.ts";
import { useProperties } from "./use-properties.ts";

type Typed = Readonly<Record<string, string>>;
type Problems = Readonly<Record<string, string>>;

/** A contact as somebody types it: its fields, who it may already be, the custom data. */
export function NewContactDialog({ close }: { close: () => void }) {
  const { api, me } = useSignedIn();
  const router = useRouter();
  const agents = useAgents();
  const custom = useProperties()
    .map(propertyField)
    .filter((field) => field.locked === null);
  const [typed, setTyped] = useState<Typed>({ ownerId: String(me.agent.id) });
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const duplicates = useDuplicates(typed);
  const fields = [...builtInFields, ...custom];
  const isTaken = duplicates.some(({ same }) => same.includes("externalId"));
  const anywhere = Object.entries(problems).filter(
    ([path]) => !fields.some((field) => field.path === path),
  );

  const type = (path: string, text: string) => {
    setTyped((held) => ({ ...held, [path]: text }));
    setProblems(({ [path]: _, ...rest }) => rest);
  };

  const create = async () => {
    const read = readAll(fields, typed);
    if (read.problem) return setProblems(read.problem);
    setBusy(true);
    try {
      const contact = await api.call("/api/crm/contacts", {
        method: "POST",
        body: read.body,
        answer: contactSchema,
      });
      say("Contact created");
      close();
      router.go(`/contacts/${contact.id}`);
    } catch (error) {
      setBusy(false);
      const path = error instanceof ApiError ? (error.path ?? "") : "";
      setProblems({ [path]: sentenceOf(error) });
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.new-contact [aria-invalid="true"]')?.focus(),
      );
    }
  };

  const field = (each: ContactField) => (
    <FormField
      key={each.path}
      field={each}
      typed={typed[each.path] ?? ""}
      country={typed.country ?? null}
      agents={agents}
      error={problems[each.path] ?? null}
      change={(text) => type(each.path, text)}
    />
  );

  return (
    <Dialog title="New contact" close={close} size="lg">
      <form
        class="new-contact"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void create();
        }}
      >
        <div class="dialog-body">
          <div class="new-contact-fields">{builtInFields.map(field)}</div>
          <Duplicates found={duplicates} close={close} />
          {custom.length > 0 && (
            <details
              class="new-contact-custom"
              open={custom.some(({ path }) => path in problems) || undefined}
            >
              <summary>Custom data</summary>
              <div class="new-contact-fields">{custom.map(field)}</div>
            </details>
          )}
          {anywhere.map(([path, message]) => (
            <p key={path} class="field-error" role="alert">
              {message}
            </p>
          ))}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {duplicates.length > 0 && !isTaken ? "Create anyway" : "Create"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** Everything typed as the body of the call; what cannot be read is said at its field. */
function readAll(
  fields: readonly ContactField[],
  typed: Typed,
): { body: ContactFields; problem?: undefined } | { problem: Problems } {
  const body: ContactFields = {};
  const properties: NonNullable<ContactFields["properties"]> = {};
  for (const field of fields) {
    const text = typed[field.path] ?? "";
    if (text.trim() === "") continue;
    const picked = ["country", "owner", "boolean", "choice"].includes(field.kind);
    const read = picked ? { value: valueOfPick(field.kind, text) } : readTyped(field, text);
    if ("problem" in read) return { problem: { [field.path]: read.problem } };
    const part = bodyOf(field.path, read.value);
    Object.assign(properties, part.properties);
    Object.assign(body, { ...part, properties });
  }
  return { body };
}
