import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { offerTags, type TagOffer } from "./offer-tags.ts";
import type { PickedTags } from "./picked-tags.ts";
import { PickerChip } from "./picker-chip.tsx";
import { pickerAction } from "./picker-key.ts";
import { optionValue, PickerOptions } from "./picker-options.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import "./tag-picker.css";
import { counted } from "./tag-words.ts";

/** More are found by typing; a longer list helps nobody and costs time. */
const mostOffers = 100;

/**
 * The inline picker (T8): applied tags as chips that a click or Backspace takes off, an input that
 * keeps the focus (Left leads from it to the chips), and a list of tags not applied yet with "create"
 * as its last offer. Written out
 * rather than taken from Zag, whose combobox writes the input late and so loses quick keystrokes.
 */
export function TagPicker({
  tags,
  scope,
  close,
  label = `Find or create a ${scope} tag`,
  ...bounds
}: {
  tags: PickedTags;
  scope: "contact" | "conversation";
  close: (how: { returnFocus: boolean }) => void;
  label?: string;
} & Bounds) {
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState("");
  const [pointed, setPointed] = useState<string | null>(null);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const shown = tags.shown.value;
  const { offers, hint, full, limit, mayCreate } = useOffers(tags, scope, typed, bounds);
  const active = activeIndex(offers, pointed, typed);

  const input = () => box.current?.querySelector("input") ?? null;
  const chips = () => [...(box.current?.querySelectorAll<HTMLElement>(".picker-chip") ?? [])];

  useEffect(() => {
    input()?.focus();
    box.current?.querySelector(".picker-popup")?.scrollIntoView({ block: "nearest" });
    const pressedOutside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close({ returnFocus: false });
    };
    document.addEventListener("pointerdown", pressedOutside);
    return () => document.removeEventListener("pointerdown", pressedOutside);
  }, []);

  const type = (text: string) => {
    setTyped(text);
    setPointed(null);
  };
  const choose = (offer: TagOffer | undefined) => {
    type("");
    if (offer?.kind === "tag") void tags.add(offer.tag.id);
    if (offer?.kind === "create") void tags.create(offer.name);
  };

  const removeAt = (index: number) => {
    const each = shown.at(index);
    if (each) void tags.remove(each.tagId);
  };

  const onInputKey = (event: KeyboardEvent) => {
    const action = pickerAction({
      key: event.key,
      composing: event.isComposing,
      command: event.ctrlKey || event.metaKey,
      repeat: event.repeat,
      typed,
      options: offers.length,
      active,
      chips: shown.length,
    });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.kind === "move") {
      const offer = offers[action.to];
      setPointed(offer ? optionValue(offer) : null);
    } else if (action.kind === "choose") choose(offers[active ?? -1]);
    else if (action.kind === "clear") type("");
    else if (action.kind === "close") close({ returnFocus: true });
    else if (action.kind === "undo") void tags.undo();
    else if (action.kind === "remove last") removeAt(-1);
    else chips().at(-1)?.focus();
  };

  const onChipKey = (event: KeyboardEvent, index: number) => {
    if (event.key === "Backspace" || event.key === "Delete") {
      (chips()[index + 1] ?? chips()[index - 1] ?? input())?.focus();
      removeAt(index);
    } else if (event.key === "ArrowLeft") chips()[index - 1]?.focus();
    else if (event.key === "ArrowRight") (chips()[index + 1] ?? input())?.focus();
    else if (event.key === "Escape") close({ returnFocus: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const activeOffer = active === null ? undefined : offers[active];
  return (
    <div
      ref={box}
      class="picker"
      data-own-escape
      onFocusOut={(event: FocusEvent) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !box.current?.contains(to)) close({ returnFocus: false });
      }}
    >
      <div class="picker-control">
        {shown.length > 0 && (
          <ul class="picker-chips" aria-label="Added tags">
            {shown.map(({ tagId, pending }, index) => {
              const tag = catalogue.get(tagId);
              return tag ? (
                <li key={tagId}>
                  <PickerChip
                    tag={tag}
                    pending={pending}
                    remove={() => {
                      input()?.focus();
                      removeAt(index);
                    }}
                    onKeyDown={(event) => onChipKey(event, index)}
                  />
                </li>
              ) : null;
            })}
          </ul>
        )}
        <input
          type="text"
          role="combobox"
          class="picker-input"
          data-autofocus
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={offers.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={activeOffer && `${id}-${optionValue(activeOffer)}`}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          placeholder={
            full ? `${limit} of ${limit} tags` : mayCreate ? "Find or create a tag" : "Find a tag"
          }
          value={typed}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onInputKey}
        />
      </div>
      <div class="picker-popup">
        <PickerOptions
          id={id}
          offers={offers}
          active={activeOffer}
          grouped={typed.trim() === ""}
          point={(offer) => setPointed(optionValue(offer))}
          choose={choose}
        />
        <p class="picker-note" id={`${id}-hint`} role="status">
          {hint}
        </p>
      </div>
    </div>
  );
}

type Bounds = {
  /** Not offered either, though not chosen here. */
  taken?: ReadonlySet<number>;
  /** False: not even who may create tags creates one here. */
  mayCreate?: boolean;
  /** False: it is no single record's choice, and the limit is not its own (T7). */
  limited?: boolean;
};

function useOffers(
  tags: PickedTags,
  scope: "contact" | "conversation",
  typed: string,
  { taken, mayCreate: creating = true, limited = true }: Bounds,
) {
  const { me, can } = useSignedIn();
  const catalogue = useCatalogue();
  const shown = tags.shown.value;
  const limit = limited ? me.organization.maxTagsPerRecord : null;
  const mayCreate = creating && can("create tags");
  const full = limit !== null && shown.length >= limit;
  const { offers, note } = offerTags({
    typed,
    tags: catalogue.active.value,
    applied: new Set([...shown.map((each) => each.tagId), ...(taken ?? [])]),
    scope,
    tagNames: me.organization.tagNames,
    mayCreate,
  });
  const hint = full
    ? `A ${scope} holds at most ${counted(limit, "tag")}. Remove one to add another.`
    : offers.length > mostOffers
      ? `${offers.length - mostOffers} more. Type to find them.`
      : note;
  return { offers: full ? [] : offers.slice(0, mostOffers), hint, full, limit, mayCreate };
}

/** What was pointed at last, while it is offered; else the best match of what was typed. */
function activeIndex(
  offers: readonly TagOffer[],
  pointed: string | null,
  typed: string,
): number | null {
  const index = offers.findIndex((offer) => optionValue(offer) === pointed);
  if (index >= 0) return index;
  return typed.trim() === "" || offers.length === 0 ? null : 0;
}
