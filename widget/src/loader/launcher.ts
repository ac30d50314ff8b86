import { launcherWords } from "../strings.ts";
import styles from "./launcher.css?inline";

/** The round button in a shadow root of its own; every node of the widget is inside its host. */
export function drawLauncher(press: () => void, theme = "") {
  const host = document.createElement("tagalong-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const place = document.createElement("section");
  const button = document.createElement("button");
  place.style.colorScheme = theme;
  place.ariaLabel = launcherWords.chat;
  button.className = "launcher";
  button.onclick = press;
  place.append(button);
  root.append(place);
  document.body.append(host);

  return {
    host,
    root,
    place,
    button,
    /** `failed`: the panel did not load. */
    show(open: boolean, busy: boolean, unread: number, failed?: boolean) {
      button.ariaExpanded = `${open}`;
      button.ariaBusy = `${busy}`;
      button.ariaLabel = failed
        ? launcherWords.notLoaded
        : open
          ? launcherWords.close
          : launcherWords.open + (unread ? `, ${launcherWords.unread(unread)}` : "");
    },
  };
}
