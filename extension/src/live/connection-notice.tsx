import { useEffect, useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import "./connection-notice.css";

/** A quiet line while the connection is gone; short gaps are not worth a word. */
export function ConnectionNotice() {
  const { live } = useSignedIn();
  const online = live.state.value === "online";
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (online) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), 1_500);
    return () => clearTimeout(timer);
  }, [online]);
  return (
    <div role="status" class="connection-notice" hidden={online || !late}>
      {!online && late && (
        <>
          <span class="connection-pulse" aria-hidden="true" />
          Reconnecting. Replies are kept and sent once the connection is back.
        </>
      )}
    </div>
  );
}
