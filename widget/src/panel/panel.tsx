import { effect } from "@preact/signals-core";
import { createRef, render } from "preact";
import type { MountPanel } from "../frame.ts";
import { createSession } from "../session/session.ts";
import { launcherWords, words } from "../strings.ts";
import { Chat } from "./chat.tsx";
import { createThread } from "./thread.tsx";
import styles from "./panel.css?inline";

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

export const mount: MountPanel = (frame) => {
  const { root, place } = frame.launcher;
  const session = createSession(frame);
  const input = createRef<HTMLTextAreaElement>();
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.role = "dialog";
  panel.hidden = true;
  panel.onkeydown = (event) => {
    if (event.key === "Escape" && !event.isComposing) frame.close();
  };
  root.adoptedStyleSheets.push(sheet);
  place.prepend(panel);
  const { view, settle } = createThread(session, input);
  // Every signal that a component reads while it is drawn draws the panel again.
  const stopDrawing = effect(() => {
    render(<Chat session={session} input={input} Thread={view} close={frame.close} />, panel);
    settle();
  });

  const sight = () => {
    session.seen.value = !panel.hidden && document.visibilityState === "visible";
    if (session.seen.value) void session.flush();
  };
  document.addEventListener("visibilitychange", sight);
  // A phone's keyboard covers the page without changing its height.
  const fit = () => {
    panel.style.setProperty("--view", `${visualViewport?.height}px`);
    panel.style.setProperty("--top", `${visualViewport?.offsetTop}px`);
  };
  visualViewport?.addEventListener("resize", fit);
  const badge = document.createElement("b");
  badge.className = "unread";
  frame.launcher.button.append(badge);
  const stopTelling = effect(() => {
    const organization = session.welcome.value?.organization;
    panel.ariaLabel = organization ? words.chatWith(organization) : launcherWords.chat;
    badge.textContent = `${session.unread.value || ""}`;
    frame.count(session.unread.value);
  });

  return {
    show(open) {
      panel.hidden = !open;
      settle();
      sight();
      if (open) (input.current ?? panel.querySelector("button"))?.focus({ preventScroll: true });
    },
    update: session.update,
    destroy() {
      document.removeEventListener("visibilitychange", sight);
      visualViewport?.removeEventListener("resize", fit);
      stopTelling();
      stopDrawing();
      session.end();
      render(null, panel);
      panel.remove();
      badge.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
};
