import { useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import type { Platform } from "../platform/platform.ts";
import { EntryCard } from "../session/entry-card.tsx";
import type { Session } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import "./pairing.css";
import { pollToken, requestCode, type PairingCode } from "./pairing-calls.ts";
import { serverAddress } from "./server-address.ts";
import { showCode } from "./show-code.ts";

const secondsToMs = 1_000;

type Waiting = { serverUrl: string; code: PairingCode };

/** The extension's sign-in: names the server, shows a code, waits for an agent to approve it there. */
export function PairPage({
  session,
  platform,
  notice,
}: {
  session: Session;
  platform: Platform;
  notice: string | null;
}) {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const begin = async (typed: string) => {
    setProblem(null);
    const serverUrl = serverAddress(typed);
    if (!serverUrl) {
      setProblem("Type the address of your Tagalong server, such as chat.example.com.");
      return;
    }
    try {
      const code = await requestCode(serverUrl);
      setWaiting({ serverUrl, code });
      platform.openTab(approvalUrl(serverUrl, code));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };

  if (waiting) {
    return (
      <WaitForApproval
        waiting={waiting}
        session={session}
        openAgain={() => platform.openTab(approvalUrl(waiting.serverUrl, waiting.code))}
        stop={(why) => {
          setWaiting(null);
          setProblem(why);
        }}
      />
    );
  }
  return <NameServer notice={notice} problem={problem} begin={begin} />;
}

const approvalUrl = (serverUrl: string, code: PairingCode) =>
  `${serverUrl}/admin/pair?code=${encodeURIComponent(code.user_code)}`;

function NameServer({
  notice,
  problem,
  begin,
}: {
  notice: string | null;
  problem: string | null;
  begin: (typed: string) => Promise<void>;
}) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  return (
    <EntryCard title="Connect to your server" notice={notice}>
      <form
        class="entry-form"
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          void begin(typed).finally(() => setBusy(false));
        }}
      >
        <Field
          label="Server address"
          hint="Where your team's Tagalong runs. You approve this browser there."
          error={problem}
        >
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg"
              inputMode="url"
              autoComplete="url"
              autoCapitalize="none"
              spellcheck={false}
              placeholder="chat.example.com"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" disabled={busy}>
          {busy ? "Connecting…" : "Connect"}
        </Button>
      </form>
    </EntryCard>
  );
}

function WaitForApproval({
  waiting,
  session,
  openAgain,
  stop,
}: {
  waiting: Waiting;
  session: Session;
  openAgain: () => void;
  stop: (why: string | null) => void;
}) {
  const { serverUrl, code } = waiting;
  const stopRef = useRef(stop);
  stopRef.current = stop;

  useEffect(() => {
    let over = false;
    let interval = code.interval;
    const expiresAt = Date.now() + code.expires_in * secondsToMs;
    const poll = async () => {
      if (Date.now() > expiresAt) return stopRef.current("The code has expired. Connect again.");
      const answer = await pollToken(serverUrl, code.device_code).catch(
        () => ({ kind: "pending" }) as const,
      );
      if (over) return undefined;
      if (answer.kind === "token") {
        return session.accept(serverUrl, answer.token).catch((error: unknown) => {
          stopRef.current(sentenceOf(error));
        });
      }
      if (answer.kind === "denied") return stopRef.current("The request was declined.");
      if (answer.kind === "expired") {
        return stopRef.current("The code has expired. Connect again.");
      }
      if (answer.kind === "slow_down") interval += 5;
      timer = setTimeout(() => void poll(), interval * secondsToMs);
      return undefined;
    };
    let timer = setTimeout(() => void poll(), interval * secondsToMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [code, serverUrl, session]);

  return (
    <EntryCard title="Approve this browser">
      <p class="muted">
        A tab of your server has opened. Check that it shows this code, then choose Approve there.
      </p>
      <p class="pairing-code" aria-label={`Code ${[...code.user_code].join(" ")}`}>
        {showCode(code.user_code)}
      </p>
      <p class="pairing-waiting" role="status">
        <span class="pairing-pulse" aria-hidden="true" />
        Waiting for approval on {new URL(serverUrl).host}
      </p>
      <div class="pairing-actions">
        <Button onClick={openAgain}>Open the tab again</Button>
        <Button look="quiet" onClick={() => stop(null)}>
          Cancel
        </Button>
      </div>
    </EntryCard>
  );
}
