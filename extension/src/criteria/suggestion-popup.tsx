import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { groupSuggestions, type Suggestion } from "./find-suggestions.ts";
import "./suggestions.css";

/** More are found by typing; a longer list helps nobody and costs time. */
export const mostShown = 300;

const gap = 4;
const tallest = 300;

type PopupProps = {
  id: string;
  label: string;
  anchor: RefObject<HTMLElement | null>;
  suggestions: readonly Suggestion[];
  active: Suggestion | undefined;
  chosen: ReadonlySet<string>;
  multiple: boolean;
  /** What stands below the list, or instead of it. */
  note: string | null;
  point: (suggestion: Suggestion) => void;
  pick: (suggestion: Suggestion) => void;
  close: () => void;
};

/**
 * What can be picked, below an input that keeps the focus. In the browser's top layer, so that no
 * dialog or table around it cuts it off.
 */
export function SuggestionPopup(props: PopupProps) {
  const { id, label, anchor, suggestions, active, multiple, note, close } = props;
  const popup = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const [box, at] = [popup.current, anchor.current];
    if (!box || !at) return;
    box.showPopover();
    const place = () => placeBelow(box, at);
    place();
    addEventListener("resize", place);
    addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      removeEventListener("resize", place);
      removeEventListener("scroll", place, { capture: true });
    };
  }, []);
  useLayoutEffect(() => {
    if (popup.current && anchor.current) placeBelow(popup.current, anchor.current);
  });
  useEffect(() => {
    // Heard before a dialog around it hears it, so that Escape closes one thing at a time.
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close();
    };
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  });
  useLayoutEffect(() => {
    popup.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active?.value]);

  return (
    <div ref={popup} popover="manual" class="suggestions">
      <div
        id={`${id}-list`}
        class="suggestions-list"
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple || undefined}
        hidden={suggestions.length === 0}
      >
        {groupSuggestions(suggestions.slice(0, mostShown)).map((group, index) =>
          group.label === null ? (
            group.suggestions.map((each) => <Option key={each.value} {...props} each={each} />)
          ) : (
            <div key={`${index} ${group.label}`} role="group" aria-label={group.label}>
              <div class="suggestions-group" aria-hidden="true">
                {group.label}
              </div>
              {group.suggestions.map((each) => (
                <Option key={each.value} {...props} each={each} />
              ))}
            </div>
          ),
        )}
      </div>
      <p class="suggestions-note" role="status">
        {note ?? (suggestions.length > mostShown ? "Type to find more." : null)}
      </p>
    </div>
  );
}

function Option({ id, each, active, chosen, point, pick }: PopupProps & { each: Suggestion }) {
  const isActive = active?.value === each.value;
  return (
    <div
      id={`${id}-${each.value}`}
      role="option"
      class="suggestion"
      aria-selected={chosen.has(each.value)}
      data-active={isActive || undefined}
      // The focus stays in the input.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={() => isActive || point(each)}
      onClick={() => pick(each)}
    >
      {each.mark}
      <span class="suggestion-label">{each.label}</span>
      {each.hint && <span class="suggestion-hint">{each.hint}</span>}
    </div>
  );
}

/** Below the anchor, or above it where there is more room, and inside the window. */
function placeBelow(box: HTMLElement, anchor: HTMLElement): void {
  const { top, bottom, left, width } = anchor.getBoundingClientRect();
  const [below, above] = [innerHeight - bottom - 2 * gap, top - 2 * gap];
  const isBelow = below >= Math.min(tallest, 180) || below >= above;
  const page = document.documentElement.clientWidth;
  const wide = Math.min(Math.max(width, 220), 360, page - 4 * gap);
  Object.assign(box.style, {
    width: `${wide}px`,
    maxHeight: `${Math.min(tallest, isBelow ? below : above)}px`,
    left: `${Math.max(2 * gap, Math.min(left, page - wide - 2 * gap))}px`,
    top: isBelow ? `${bottom + gap}px` : "auto",
    bottom: isBelow ? "auto" : `${innerHeight - top + gap}px`,
  });
}
