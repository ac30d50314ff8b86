import {
  foundInvitationSchema,
  joinedSchema,
  minPasswordLength,
  type FoundInvitation,
} from "@tagalong/shared/contracts/team.ts";
import { useEffect, useState } from "preact/hooks";
import type { z } from "zod";
import { reach, readError } from "../api/api-client.ts";
import { sentenceOf } from "../api/api-error.ts";
import { useRouter } from "../navigation/router.ts";
import { EntryCard } from "../session/entry-card.tsx";
import type { Session } from "../session/session.ts";
import { signIn } from "../session/sign-in.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Loading } from "../ui/state.tsx";
import { useSubmit } from "../ui/use-submit.ts";

/** `/admin/join#…`: an invited person chooses a password and is in. */
export function JoinPage({ session, serverUrl }: { session: Session; serverUrl: string }) {
  const [token] = useState(() => location.hash.slice(1));
  const [invitation, setInvitation] = useState<FoundInvitation | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    post(serverUrl, "/api/invitations/find", { token }, foundInvitationSchema).then(
      setInvitation,
      (error: unknown) => setProblem(sentenceOf(error)),
    );
  }, []);
  if (problem) {
    return (
      <EntryCard title="This invitation does not work" notice={problem}>
        <p class="muted">Ask whoever invited you for a new link.</p>
      </EntryCard>
    );
  }
  if (!invitation) {
    return (
      <EntryCard title="Your invitation">
        <Loading label="Reading the invitation" rows={2} />
      </EntryCard>
    );
  }
  return <Join {...{ session, serverUrl, token, invitation }} />;
}

function Join({
  session,
  serverUrl,
  token,
  invitation,
}: {
  session: Session;
  serverUrl: string;
  token: string;
  invitation: FoundInvitation;
}) {
  const router = useRouter();
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState("");
  const { busy, run, at, except } = useSubmit();
  const join = async () => {
    const body = { token, name, password };
    const { email } = await post(serverUrl, "/api/invitations/accept", body, joinedSchema);
    await session.accept(serverUrl, await signIn(serverUrl, email, password));
    router.go("/", { replace: true });
  };
  return (
    <EntryCard title={`Join ${invitation.organization}`} notice={except("name", "password")}>
      <form
        class="entry-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(join);
        }}
      >
        <Field label="Email" hint={`You join with the role “${invitation.roleName}”.`}>
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg"
              type="email"
              autoComplete="username"
              readOnly
              value={invitation.email}
            />
          )}
        </Field>
        <Field label="Your name" error={at("name")}>
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg"
              autoComplete="name"
              maxLength={50}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field
          label="Password"
          hint={`At least ${minPasswordLength} characters.`}
          error={at("password")}
        >
          {(wiring) => (
            <input
              {...wiring}
              class="input input-lg"
              type="password"
              autoComplete="new-password"
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" disabled={busy}>
          {busy ? "Joining…" : "Join"}
        </Button>
      </form>
    </EntryCard>
  );
}

async function post<T extends z.ZodType>(
  serverUrl: string,
  path: string,
  body: unknown,
  answer: T,
): Promise<z.infer<T>> {
  const response = await reach(new URL(path, serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
  });
  if (!response.ok) throw await readError(response);
  return answer.parse(await response.json());
}
