import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { counted } from "../tags/tag-words.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import "./contact-transfer.css";
import { ExportDialog } from "./export-dialog.tsx";
import { saveAnswer } from "./save-file.ts";

/**
 * Saves the contacts that a filter finds as CSV (C4). More than are exported at once are exported in
 * the background, by those who may; the others get the first ones and are told so.
 */
export function ExportButton({ filter, total }: { filter: ContactFilter; total: number }) {
  const signedIn = useSignedIn();
  const { me, can } = signedIn;
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(false);
  const mayExportAll = can("export contacts");

  const save = async () => {
    setBusy(true);
    try {
      const isAny = (headers: Headers) => numberIn(headers, "x-exported") > 0;
      const headers = await saveAnswer(
        signedIn,
        `/api/crm/contacts/export${queryOf(filter)}`,
        isAny,
      );
      const [exported, matching] = [
        numberIn(headers, "x-exported"),
        numberIn(headers, "x-matching"),
      ];
      if (exported === 0) say("No contacts match these filters.");
      else if (exported === matching) say(`Exported ${counted(exported, "contact")}.`);
      else {
        const first = exported.toLocaleString("en");
        say(`Exported the first ${first} of ${counted(matching, "contact")}.`);
      }
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
    setBusy(false);
  };

  const many = mayExportAll && total > me.organization.exportLimit;
  return (
    <span class="export-button">
      <Button
        icon="arrowDown"
        disabled={busy}
        aria-haspopup={many ? "dialog" : undefined}
        onClick={() => (many ? setOpen(true) : void save())}
      >
        {busy ? "Exporting…" : "Export CSV"}
      </Button>
      {mayExportAll && (
        <IconButton
          label="Export with more columns"
          icon="chevron"
          look="plain"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        />
      )}
      {open && <ExportDialog filter={filter} total={total} close={() => setOpen(false)} />}
    </span>
  );
}

const numberIn = (headers: Headers, name: string) => Number(headers.get(name) ?? 0);

function queryOf({ q, tags = [], segments = [], criteria }: ContactFilter): string {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const id of tags) query.append("tag", String(id));
  for (const id of segments) query.append("segment", String(id));
  if (criteria !== undefined && criteria !== null) query.set("criteria", JSON.stringify(criteria));
  return query.size === 0 ? "" : `?${query}`;
}
