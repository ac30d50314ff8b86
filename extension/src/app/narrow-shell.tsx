import { ConversationView } from "../conversations/conversation-view.tsx";
import { InboxPane } from "../conversations/inbox-pane.tsx";
import { JobTray } from "../jobs/job-tray.tsx";
import { ConnectionNotice } from "../live/connection-notice.tsx";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { IconButton } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { areas, areasFor, isAreaItself } from "./areas.ts";
import "./narrow-shell.css";
import { Page } from "./page.tsx";
import type { Route } from "./route.ts";
import type { ShellProps } from "./shell.tsx";

/** One column: the list, or a conversation with its way back; the panel's shape and the phone's. */
export function NarrowShell({
  platform,
  route,
  signOut,
  showShortcuts,
}: ShellProps & {
  route: Route;
}) {
  const router = useRouter();
  const { can } = useSignedIn();
  const inInbox = route.page === "inbox" && can("view conversations");
  const inConversation = inInbox && route.conversationId !== null;
  return (
    <div class="narrow-shell">
      <ConnectionNotice />
      {!inConversation && (
        <header class="narrow-header">
          <AreasMenu route={route} />
          <JobTray />
          {platform.face === "panel" && (
            <IconButton
              label="Open the workspace"
              icon="expand"
              onClick={() => platform.openWorkspace(router.path.value)}
            />
          )}
          <AccountMenu signOut={signOut} showShortcuts={showShortcuts} placement="bottom-end" />
        </header>
      )}
      <main class={classNames("narrow-main", isAreaItself(route) && "narrow-area")}>
        {inConversation ? (
          <ConversationView
            key={route.conversationId}
            id={route.conversationId ?? 0}
            wide={false}
            back={
              <a
                class="narrow-back"
                href={router.href("/conversations")}
                aria-label="Back to the list"
              >
                <Icon name="back" />
              </a>
            }
          />
        ) : inInbox ? (
          <InboxPane openId={null} />
        ) : (
          <Page route={route} />
        )}
      </main>
    </div>
  );
}

function AreasMenu({ route }: { route: Route }) {
  const { can } = useSignedIn();
  const router = useRouter();
  // Every page but the inbox has a heading of its own.
  const Heading = route.page === "inbox" ? "h1" : "div";
  const current = areas.find((area) => area.pages.includes(route.page));
  return (
    <Heading class="narrow-title">
      <Menu
        label={`${current?.label ?? "Tagalong"}, choose another area`}
        trigger={
          <>
            {current?.label ?? "Tagalong"}
            <Icon name="chevron" size={12} />
          </>
        }
        items={areasFor(can).map((area) => ({
          value: area.path,
          label: area.label,
          mark: <Icon name={area.icon} />,
        }))}
        select={(path) => router.go(path)}
      />
    </Heading>
  );
}
