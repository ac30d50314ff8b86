import { pairingSchema } from "@tagalong/shared/contracts/session.ts";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useRead } from "../api/use-read.ts";
import { useRouter } from "../navigation/router.ts";
import { EntryCard } from "../session/entry-card.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { browserName } from "./browser-name.ts";
import "./pairing.css";
import { decide } from "./pairing-calls.ts";
import { showCode } from "./show-code.ts";

/** `/admin/pair`: a signed-in agent compares the code and lets a browser in, by a click only. */
export function ApprovePage() {
  const router = useRouter();
  const code = router.query.value.get("code") ?? "";
  return code === "" ? (
    <TypeCode submit={(typed) => router.go(`/pair?code=${encodeURIComponent(typed)}`)} />
  ) : (
    <Decide key={code} code={code} />
  );
}

function TypeCode({ submit }: { submit: (code: string) => void }) {
  const [typed, setTyped] = useState("");
  return (
    <EntryCard title="Connect a browser">
      <form
        class="entry-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") submit(typed.trim());
        }}
      >
        <Field label="Code" hint="The Tagalong panel of the browser shows it.">
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg pairing-input"
              autoComplete="off"
              autoCapitalize="characters"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg">
          Continue
        </Button>
      </form>
    </EntryCard>
  );
}

function Decide({ code }: { code: string }) {
  const { account, me } = useSignedIn();
  const router = useRouter();
  const { value: request, failure } = useRead(
    `/api/pairings/${encodeURIComponent(code)}`,
    pairingSchema,
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<"approve" | "deny" | null>(null);

  const choose = (decision: "approve" | "deny") =>
    decide(account.serverUrl, account.token, code, decision).then(
      () => setDone(decision),
      (error: unknown) => setProblem(sentenceOf(error)),
    );

  if (done || (request && request.status !== "pending")) {
    const approved = done === "approve" || request?.status === "approved";
    return (
      <EntryCard title={approved ? "Browser connected" : "Request declined"}>
        <p class="muted" role="status">
          {approved
            ? "The Tagalong panel is signed in now. You can close this tab."
            : "Nothing was connected. You can close this tab."}
        </p>
        <p>
          <a href={router.href("/conversations")}>Go to the inbox</a>
        </p>
      </EntryCard>
    );
  }
  return (
    <EntryCard
      title="Connect this browser?"
      notice={problem ?? (failure && "This code is unknown or has expired. Ask for a new one.")}
    >
      {request && (
        <>
          <p class="pairing-code">{showCode(code)}</p>
          <dl class="pairing-facts">
            <div>
              <dt>Browser</dt>
              <dd>{browserName(request.userAgent ?? "")}</dd>
            </div>
            <div>
              <dt>Signs in as</dt>
              <dd>
                {me.agent.name}, {me.organization.name}
              </dd>
            </div>
          </dl>
          <p class="muted">
            Approve only if you are connecting this browser yourself and its Tagalong panel shows
            exactly this code. It will be able to read and answer conversations as you.
          </p>
          <div class="pairing-actions">
            <Button look="primary" size="lg" onClick={() => void choose("approve")}>
              Approve
            </Button>
            <Button size="lg" onClick={() => void choose("deny")}>
              Decline
            </Button>
          </div>
        </>
      )}
    </EntryCard>
  );
}
