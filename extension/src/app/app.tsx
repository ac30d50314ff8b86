import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Inbox, InboxProvider } from "../conversations/inbox.ts";
import { Replies, RepliesProvider } from "../conversations/replies.ts";
import { JobStore, JobsProvider } from "../jobs/job-store.ts";
import { LiveConnection } from "../live/live-connection.ts";
import { useRouter } from "../navigation/router.ts";
import { PairPage } from "../pairing/pair-page.tsx";
import type { Platform } from "../platform/platform.ts";
import { EntryCard } from "../session/entry-card.tsx";
import { followRights } from "../session/follow-rights.ts";
import type { Session, SessionState } from "../session/session.ts";
import { SignInPage } from "../session/sign-in-page.tsx";
import { SignedInProvider, type SignedIn } from "../session/signed-in.ts";
import { CatalogueProvider, TagCatalogue } from "../tags/tag-catalogue.ts";
import { JoinPage } from "../team/join-page.tsx";
import { Button } from "../ui/button.tsx";
import { Toaster } from "../ui/toaster.tsx";
import { Shell } from "./shell.tsx";

type Parts = { platform: Platform; session: Session };

export function App({ platform, session }: Parts) {
  const state = session.state.value;
  const router = useRouter();
  const { serverUrl } = platform;
  if (serverUrl !== null && router.path.value === "/join") {
    return <JoinPage session={session} serverUrl={serverUrl} />;
  }
  return (
    <>
      {state.kind === "signed_in" ? (
        <SignedInApp key={state.account.token} {...{ platform, session, state }} />
      ) : (
        <Entry {...{ platform, session, state }} />
      )}
      <Toaster />
    </>
  );
}

function Entry({
  platform,
  session,
  state,
}: Parts & {
  state: Exclude<SessionState, { kind: "signed_in" }>;
}) {
  if (state.kind === "loading") return null;
  if (state.kind === "unreachable") {
    return (
      <EntryCard title="No connection" notice={state.message}>
        <Button look="primary" onClick={() => void session.retry()}>
          Try again
        </Button>
      </EntryCard>
    );
  }
  return platform.serverUrl === null ? (
    <PairPage session={session} platform={platform} notice={state.notice} />
  ) : (
    <SignInPage session={session} serverUrl={platform.serverUrl} notice={state.notice} />
  );
}

/** Everything that lives as long as one sign-in: the connection and the stores that hang on it. */
function SignedInApp({
  platform,
  session,
  state,
}: Parts & {
  state: Extract<SessionState, { kind: "signed_in" }>;
}) {
  const stores = useMemo(() => {
    const { account, api } = state;
    const me = signal(state.me);
    const live = new LiveConnection(account.serverUrl, account.token, () => session.ended(account));
    const signedIn: SignedIn = {
      account,
      api,
      live,
      get me() {
        return me.value;
      },
      can: (permission) => me.value.permissions.includes(permission),
    };
    followRights(me, api, live);
    const catalogue = new TagCatalogue(api);
    catalogue.follow(live, () => signedIn.can("view tags"));
    const jobs = new JobStore(signedIn);
    return {
      signedIn,
      catalogue,
      jobs,
      inbox: new Inbox(signedIn),
      replies: new Replies(signedIn),
    };
  }, [state.account.token]);
  useEffect(
    () => () => {
      stores.replies.close();
      stores.signedIn.live.close();
    },
    [stores],
  );
  return (
    <SignedInProvider value={stores.signedIn}>
      <CatalogueProvider value={stores.catalogue}>
        <JobsProvider value={stores.jobs}>
          <RepliesProvider value={stores.replies}>
            <InboxProvider value={stores.inbox}>
              <Shell platform={platform} signOut={() => void session.signOut()} />
            </InboxProvider>
          </RepliesProvider>
        </JobsProvider>
      </CatalogueProvider>
    </SignedInProvider>
  );
}
