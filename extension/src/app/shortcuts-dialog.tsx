import { Dialog } from "../ui/dialog.tsx";
import { activeShortcuts, shortcutsOn } from "../ui/shortcuts.ts";
import "./shortcuts-dialog.css";

/** Keys that work inside one control, wherever it is. */
const always = [
  { key: "Enter", label: "Open the conversation, send the reply, add the tag" },
  { key: "Shift Enter", label: "New line in the reply" },
  { key: "Backspace", label: "In the tag picker: take the last tag off" },
  { key: "Ctrl Z", label: "In a record's tags: undo the last change" },
  { key: "Escape", label: "Close what is open" },
];

/** What the keys do here, and the switch for single keys. */
export function ShortcutsDialog({ close }: { close: () => void }) {
  const groups = Map.groupBy(activeShortcuts.value, (each) => each.group);
  return (
    <Dialog title="Keyboard shortcuts" close={close}>
      <div class="dialog-body">
        {[...groups].map(([group, shortcuts]) => (
          <Keys key={group} title={group} keys={shortcuts} />
        ))}
        <Keys title="In fields and lists" keys={always} />
        <label class="shortcuts-switch">
          <input
            type="checkbox"
            checked={shortcutsOn.value}
            onChange={(event) => (shortcutsOn.value = event.currentTarget.checked)}
          />
          Single-key shortcuts
        </label>
      </div>
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly { key: string; label: string }[] }) {
  return (
    <section>
      <h3 class="shortcuts-title">{title}</h3>
      <dl class="shortcuts">
        {keys.map((each) => (
          <div key={each.key}>
            <dt>
              {each.key.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{each.label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
