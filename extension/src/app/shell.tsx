import { computed } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { isUnread } from "../conversations/inbox-row.tsx";
import { useInbox } from "../conversations/inbox.ts";
import { useRouter } from "../navigation/router.ts";
import { ApprovePage } from "../pairing/approve-page.tsx";
import type { Platform } from "../platform/platform.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useShortcuts } from "../ui/shortcuts.ts";
import { useMedia } from "../ui/use-media.ts";
import { areasFor } from "./areas.ts";
import { NarrowShell } from "./narrow-shell.tsx";
import { routeOf } from "./route.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { WideShell } from "./wide-shell.tsx";

export type ShellProps = {
  platform: Platform;
  signOut: () => void;
  showShortcuts: () => void;
};

/** The frame around every page: one column in the panel and on small windows, several elsewhere. */
export function Shell({ platform, signOut }: Omit<ShellProps, "showShortcuts">) {
  const router = useRouter();
  const { can } = useSignedIn();
  const roomy = useMedia("(min-width: 760px)");
  const [help, setHelp] = useState(false);
  const showShortcuts = () => setHelp(true);
  useTitle();
  useShortcuts([
    { key: "?", label: "Show the shortcuts", group: "Everywhere", run: showShortcuts },
  ]);
  const route = routeOf(router.path.value);
  const [home] = areasFor(can);
  // The panel has no other page to go to: it says so instead.
  const elsewhere =
    platform.face === "workspace" &&
    route.page === "inbox" &&
    !can("view conversations") &&
    !route.conversationId;
  useEffect(() => {
    if (elsewhere && home) router.go(home.path, { replace: true });
  }, [elsewhere, home]);
  if (route.page === "pair") return <ApprovePage />;
  const Frame = roomy && platform.face === "workspace" ? WideShell : NarrowShell;
  return (
    <>
      <Frame {...{ platform, signOut, showShortcuts }} route={route} />
      {help && <ShortcutsDialog close={() => setHelp(false)} />}
    </>
  );
}

/** "(2) Tagalong" while two conversations are unread. */
function useTitle(): void {
  const inbox = useInbox();
  const unread = useMemo(() => computed(() => inbox.list.value.filter(isUnread).length), [inbox]);
  const count = unread.value;
  useEffect(() => {
    document.title = count > 0 ? `(${count}) Tagalong` : "Tagalong";
  }, [count]);
}
