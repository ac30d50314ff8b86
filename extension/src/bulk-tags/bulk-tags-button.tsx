import type { ContactSelection } from "@tagalong/shared/contracts/contact-filter.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { BulkTagsDialog } from "./bulk-tags-dialog.tsx";

/** Opens the bulk change of tags for checked rows or all that match (T9). */
export function BulkTagsButton({
  selection,
  total,
  onDone,
}: {
  selection: ContactSelection;
  total: number;
  /** The change has begun; the tray shows how it goes. */
  onDone?: () => void;
}) {
  const { can } = useSignedIn();
  const [open, setOpen] = useState(false);
  if (!can("tag contacts")) return null;
  return (
    <>
      <Button size="sm" icon="tag" onClick={() => setOpen(true)}>
        Edit tags
      </Button>
      {open && (
        <BulkTagsDialog
          selection={selection}
          total={total}
          close={() => setOpen(false)}
          started={() => {
            setOpen(false);
            onDone?.();
          }}
        />
      )}
    </>
  );
}
