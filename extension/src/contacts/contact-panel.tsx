import { useEffect, useMemo } from "preact/hooks";
import { useRouter } from "../navigation/router.ts";
import { ContactRecord } from "../records/contact-record.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { IconButton } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { ContactStore } from "./contact-store.ts";
import type { GridMove } from "./grid-key.ts";

/** The contact of a row, beside the list or, where there is no room, in its place (C2). */
export function ContactPanel({
  id,
  covers,
  close,
  move,
}: {
  id: number;
  covers: boolean;
  close: () => void;
  move: (to: GridMove) => void;
}) {
  const signedIn = useSignedIn();
  const router = useRouter();
  const catalogue = useCatalogue();
  const store = useMemo(() => new ContactStore(signedIn, catalogue, id), [signedIn, id]);
  useEffect(() => () => store.close(), [store]);
  return (
    <aside
      class={classNames("contact-panel", covers && "contact-panel-covers")}
      aria-label="Contact"
    >
      <header class="contact-panel-header">
        {covers ? (
          <IconButton label="Back to the list" icon="back" onClick={close} />
        ) : (
          <>
            <IconButton label="Previous contact" icon="arrowUp" onClick={() => move("previous")} />
            <IconButton label="Next contact" icon="arrowDown" onClick={() => move("next")} />
          </>
        )}
        <span class="contact-panel-end">
          <a
            class="button button-quiet button-icon button-md"
            href={router.href(`/contacts/${id}`)}
            aria-label="Open on its own page"
            title="Open on its own page"
          >
            <Icon name="expand" />
          </a>
          {!covers && <IconButton label="Close" icon="close" onClick={close} />}
        </span>
      </header>
      <div class="contact-panel-body">
        <ContactRecord store={store} />
      </div>
    </aside>
  );
}
