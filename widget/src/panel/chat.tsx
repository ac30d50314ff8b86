import type { ComponentType, RefObject } from "preact";
import type { Session } from "../session/session.ts";
import { launcherWords, refusals, words } from "../strings.ts";
import { Composer } from "./composer.tsx";
import { Icon } from "./icon.tsx";

interface Props {
  session: Session;
  input: RefObject<HTMLTextAreaElement | null>;
  Thread: ComponentType;
  close: () => void;
}

export function Chat({ session, input, Thread, close }: Props) {
  const { phase, refusal, welcome } = session;
  const name = welcome.value?.organization ?? "";
  const refused = refusal.value;
  return (
    <>
      <header>
        <span class="avatar" aria-hidden="true">
          {[...name][0]}
        </span>
        <h2>
          <bdi>{name || launcherWords.chat}</bdi>
        </h2>
        <button type="button" class="close" aria-label={words.close} onClick={close}>
          <Icon d="M6 6l12 12M18 6 6 18" />
        </button>
      </header>
      {refused ? (
        <div class="refused" role="alert">
          <p>{refusals[refused.code] ?? refused.message}</p>
          <button type="button" class="pill" onClick={() => session.tryAgain()}>
            {words.retry}
          </button>
        </div>
      ) : (
        <Thread />
      )}
      <div class="state" role="status">
        {phase.value === "offline" && !refused && <p>{words.offline}</p>}
      </div>
      {!refused && <Composer session={session} input={input} />}
    </>
  );
}
