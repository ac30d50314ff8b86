import { agentSchema, type Agent } from "@tagalong/shared/contracts/team.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { say } from "../ui/toaster.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { RoleChoice } from "./role-choice.tsx";

/** An agent's name, title, capacity and role. */
export function AgentDialog({ agent, close }: { agent: Agent; close: () => void }) {
  const { api } = useSignedIn();
  const [name, setName] = useState(agent.name);
  const [title, setTitle] = useState(agent.title);
  const [capacity, setCapacity] = useState(String(agent.capacity));
  const [role, setRole] = useState(agent.role);
  const { busy, run, at, except } = useSubmit();
  const save = async () => {
    const body = {
      name,
      title,
      capacity: Number(capacity),
      ...(role === agent.role ? {} : { role }),
    };
    await api.call(`/api/agents/${agent.id}`, { method: "PATCH", body, answer: agentSchema });
    say("Agent updated");
    close();
  };
  const problem = except("name", "title", "capacity", "role");
  return (
    <Dialog title={`Edit ${agent.name}`} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(save);
        }}
      >
        <div class="dialog-body">
          <Field label="Name" error={at("name")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                data-autofocus
                autoComplete="off"
                maxLength={50}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label="Title" hint="Shown beside the name; grants nothing." error={at("title")}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                autoComplete="off"
                maxLength={50}
                value={title}
                onInput={(event) => setTitle(event.currentTarget.value)}
              />
            )}
          </Field>
          <RoleChoice value={role} choose={setRole} error={at("role")} />
          <Field
            label="Capacity"
            hint="How many open conversations at a time."
            error={at("capacity")}
          >
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                type="number"
                min={0}
                max={1_000}
                required
                value={capacity}
                onInput={(event) => setCapacity(event.currentTarget.value)}
              />
            )}
          </Field>
          {problem && (
            <p class="field-error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer class="dialog-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy}>
            Save
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
