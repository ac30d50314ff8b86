import { sessionSchema } from "@tagalong/shared/contracts/session.ts";
import { minPasswordLength } from "@tagalong/shared/contracts/team.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { sentenceOf } from "../api/api-error.ts";
import { useRead } from "../api/use-read.ts";
import { browserName } from "../pairing/browser-name.ts";
import { useSignedIn } from "../session/signed-in.ts";
import "../settings/settings-table.css";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { ErrorState, Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import "./account-page.css";

/** Settings → Your account: one's own password and sign-ins. */
export function AccountPage() {
  const { me } = useSignedIn();
  return (
    <PageFrame
      above={<span class="muted">Settings</span>}
      title="Your account"
      lead={`${me.agent.name} · ${me.agent.email}`}
    >
      <Password />
      <SignIns />
    </PageFrame>
  );
}

const changedSchema = z.looseObject({});

function Password() {
  const { api } = useSignedIn();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { busy, run, except } = useSubmit();
  const problem = except();
  const change = async () => {
    const body = { currentPassword: current, newPassword: next, revokeOtherSessions: false };
    const path = "/api/auth/change-password";
    await api.call(path, { method: "POST", body, answer: changedSchema });
    setCurrent("");
    setNext("");
    say("Password changed");
  };
  return (
    <section>
      <h2 class="account-heading">Password</h2>
      <form
        class="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          run(change);
        }}
      >
        <Field label="Present password">
          {(wiring) => (
            <input
              {...wiring}
              class="input"
              type="password"
              autoComplete="current-password"
              required
              value={current}
              onInput={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="New password" hint={`At least ${minPasswordLength} characters.`}>
          {(wiring) => (
            <input
              {...wiring}
              class="input"
              type="password"
              autoComplete="new-password"
              required
              minLength={minPasswordLength}
              value={next}
              onInput={(event) => setNext(event.currentTarget.value)}
            />
          )}
        </Field>
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" disabled={busy}>
          Change password
        </Button>
      </form>
    </section>
  );
}

const listSchema = z.array(sessionSchema);

/** A server behind a proxy that says nothing knows no address but its own. */
const isAddress = (address: string | null) => address !== null && /[1-9a-f]/i.test(address);

function SignIns() {
  const { api } = useSignedIn();
  const { value: sessions, failure, retry } = useRead("/api/sessions", listSchema);
  const end = async (id: string) => {
    try {
      await api.call(`/api/sessions/${id}`, { method: "DELETE", answer: z.undefined() });
      say("Signed out there");
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
    retry();
  };
  return (
    <section class="settings-section">
      <h2>Where you are signed in</h2>
      {failure && !sessions ? (
        <ErrorState message={failure} retry={retry} />
      ) : !sessions ? (
        <Loading label="Loading your sign-ins" rows={2} />
      ) : (
        <ul class="account-sessions">
          {sessions.map((session) => (
            <li key={session.id}>
              <div>
                <strong>{browserName(session.userAgent ?? "")}</strong>
                {session.current && <span class="settings-mark">This one</span>}
                <p class="settings-about">
                  <Ago at={session.usedAt} words prefix="Last renewed " />
                  {isAddress(session.address) && <> · {session.address}</>}
                </p>
              </div>
              {!session.current && (
                <Button size="sm" look="danger" onClick={() => void end(session.id)}>
                  Sign out
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
