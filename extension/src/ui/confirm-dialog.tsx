import type { ComponentChildren } from "preact";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { useSubmit } from "./use-submit.ts";

/** Asks before something is done, and says why when it could not be. */
export function ConfirmDialog({
  title,
  children,
  action,
  confirm,
  close,
}: {
  title: string;
  children: ComponentChildren;
  /** The button's word. */
  action: string;
  confirm: () => Promise<void>;
  close: () => void;
}) {
  const { busy, run, except } = useSubmit();
  const problem = except();
  return (
    <Dialog title={title} close={close}>
      <div class="dialog-body">
        {children}
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" disabled={busy} onClick={() => run(confirm)}>
          {action}
        </Button>
      </footer>
    </Dialog>
  );
}
