import { JobTray } from "../jobs/job-tray.tsx";
import { ConnectionNotice } from "../live/connection-notice.tsx";
import { useRouter } from "../navigation/router.ts";
import { Logo } from "../session/logo.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { Icon } from "../ui/icon.tsx";
import { useMedia } from "../ui/use-media.ts";
import { AccountMenu } from "./account-menu.tsx";
import { areasFor } from "./areas.ts";
import { InboxPage } from "./inbox-page.tsx";
import { Page } from "./page.tsx";
import type { Route } from "./route.ts";
import type { ShellProps } from "./shell.tsx";
import "./wide-shell.css";

/** The workspace: navigation at the side, the page beside it. */
export function WideShell({ route, signOut, showShortcuts }: ShellProps & { route: Route }) {
  const { me, can } = useSignedIn();
  const router = useRouter();
  const wide = useMedia("(min-width: 1180px)");
  return (
    <div class="wide-shell">
      <header class="wide-side">
        <p class="wide-brand">
          <Logo />
          <span class="truncate">{me.organization.name}</span>
        </p>
        <nav aria-label="Areas">
          {areasFor(can).map((area) => (
            <a
              key={area.path}
              class="wide-area"
              href={router.href(area.path)}
              title={area.label}
              aria-current={area.pages.includes(route.page) ? "page" : undefined}
            >
              <Icon name={area.icon} />
              <span class="wide-label">{area.label}</span>
            </a>
          ))}
        </nav>
        <JobTray />
        <AccountMenu signOut={signOut} showShortcuts={showShortcuts} placement="top-start" />
      </header>
      <main class="wide-main">
        <ConnectionNotice />
        {route.page === "inbox" && can("view conversations") ? (
          <InboxPage conversationId={route.conversationId} wide={wide} />
        ) : (
          <Page route={route} />
        )}
      </main>
    </div>
  );
}
