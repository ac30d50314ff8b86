import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { EntryCard } from "./entry-card.tsx";
import type { Session } from "./session.ts";
import { signIn } from "./sign-in.ts";

/** The workspace's sign-in on its own server. */
export function SignInPage({
  session,
  serverUrl,
  notice,
}: {
  session: Session;
  serverUrl: string;
  notice: string | null;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (form: HTMLFormElement) => {
    const typed = new FormData(form);
    const [email, password] = [typed.get("email"), typed.get("password")];
    if (typeof email !== "string" || typeof password !== "string") return;
    setBusy(true);
    setProblem(null);
    try {
      const token = await signIn(serverUrl, email, password);
      await session.accept(serverUrl, token);
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };

  return (
    <EntryCard title="Sign in" notice={problem ?? notice}>
      <form
        class="entry-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <Field label="Email">
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg"
              type="email"
              name="email"
              autoComplete="username"
              required
            />
          )}
        </Field>
        <Field label="Password">
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg"
              type="password"
              name="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
    </EntryCard>
  );
}
