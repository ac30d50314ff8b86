import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import * as combobox from "@zag-js/combobox";
import { normalizeProps, useMachine } from "@zag-js/preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { groupOffers, offerTags, splitPrefix, type TagOffer } from "./offer-tags.ts";
import type { RecordTags } from "./record-tags.ts";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagDot } from "./tag-chip.tsx";
import "./tag-picker.css";

/** More are found by typing; a longer list helps nobody and costs time. */
const mostOffers = 100;

const valueOf = (offer: TagOffer) => (offer.kind === "tag" ? `tag-${offer.tag.id}` : "create");
const labelOf = (offer: TagOffer) => (offer.kind === "tag" ? offer.tag.name : offer.name);

/**
 * The inline picker (T8): applied tags as chips that a click or Backspace takes off, an input that
 * keeps the focus, and a list of tags not applied yet with "create" as its last offer.
 */
export function TagPicker({
  tags,
  scope,
  close,
}: {
  tags: RecordTags;
  scope: "contact" | "conversation";
  close: (how: { returnFocus: boolean }) => void;
}) {
  const { me, can } = useSignedIn();
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState("");
  const id = useId();
  const box = useRef<HTMLDivElement>(null);

  const shown = tags.shown.value;
  const limit = me.organization.maxTagsPerRecord;
  const full = limit !== null && shown.length >= limit;
  const { offers, note } = offerTags({
    typed,
    tags: catalogue.active.value,
    applied: new Set(shown.map((each) => each.tagId)),
    scope,
    tagNames: me.organization.tagNames,
    mayCreate: can("create tags"),
  });
  const fewer = full ? [] : offers.slice(0, mostOffers);
  const hint = full
    ? `A ${scope} holds at most ${limit} tags. Remove one to add another.`
    : offers.length > mostOffers
      ? `${offers.length - mostOffers} more. Type to find them.`
      : note;

  const service = useMachine(combobox.machine, {
    id,
    collection: combobox.collection({
      items: fewer,
      itemToValue: valueOf,
      itemToString: labelOf,
    }),
    multiple: true,
    value: [],
    open: true,
    inputValue: typed,
    // The first offer is ready for Enter only once something was typed for it to match.
    inputBehavior: typed.trim() === "" ? "none" : "autohighlight",
    selectionBehavior: "clear",
    loopFocus: true,
    disableLayer: true,
    positioning: { placement: "bottom-start", strategy: "fixed", sameWidth: true, gutter: 4 },
    onInputValueChange: ({ inputValue }) => setTyped(inputValue),
    onSelect: ({ itemValue }) => {
      const offer = fewer.find((each) => valueOf(each) === itemValue);
      if (offer?.kind === "tag") void tags.add(offer.tag.id);
      if (offer?.kind === "create") void tags.create(offer.name);
    },
  });
  const api = combobox.connect(service, normalizeProps);

  const input = () => box.current?.querySelector("input") ?? null;
  const chipButtons = () => [...(box.current?.querySelectorAll<HTMLElement>(".picker-chip") ?? [])];

  useEffect(() => {
    input()?.focus();
    const pressedOutside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close({ returnFocus: false });
    };
    document.addEventListener("pointerdown", pressedOutside);
    return () => document.removeEventListener("pointerdown", pressedOutside);
  }, []);

  /** Takes a tag off and leaves the focus on the chip that follows, or in the input. */
  const removeAt = (index: number) => {
    const each = shown[index];
    if (!each) return;
    const buttons = chipButtons();
    const next = buttons[index + 1] ?? buttons[index - 1] ?? input();
    next?.focus();
    void tags.remove(each.tagId);
  };

  const onInputKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (typed === "") close({ returnFocus: true });
      else setTyped("");
    }
    if (typed !== "") return;
    if (event.key === "Backspace" || event.key === "ArrowLeft") {
      const last = chipButtons().at(-1);
      if (!last) return;
      event.preventDefault();
      last.focus();
    }
    if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void tags.undo();
    }
  };

  const onChipKey = (event: KeyboardEvent, index: number) => {
    const buttons = chipButtons();
    if (event.key === "Backspace" || event.key === "Delete") removeAt(index);
    else if (event.key === "ArrowLeft") buttons[index - 1]?.focus();
    else if (event.key === "ArrowRight") (buttons[index + 1] ?? input())?.focus();
    else if (event.key === "Escape") close({ returnFocus: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const inputProps = api.getInputProps();
  return (
    <div
      {...api.getRootProps()}
      ref={box}
      class="picker"
      onFocusOut={(event: FocusEvent) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !box.current?.contains(to)) close({ returnFocus: false });
      }}
    >
      <label {...api.getLabelProps()} class="visually-hidden">
        Find or create a tag
      </label>
      <div {...api.getControlProps()} class="picker-control">
        {shown.length > 0 && (
          <ul class="picker-chips" aria-label="Added tags">
            {shown.map(({ tagId, pending }, index) => {
              const tag = catalogue.get(tagId);
              return tag ? (
                <li key={tagId}>
                  <PickerChip
                    tag={tag}
                    pending={pending}
                    remove={() => removeAt(index)}
                    onKeyDown={(event) => onChipKey(event, index)}
                  />
                </li>
              ) : null;
            })}
          </ul>
        )}
        <input
          {...inputProps}
          type="text"
          role="combobox"
          class="picker-input"
          placeholder={full ? "No more tags fit" : "Find or create a tag"}
          onKeyDown={(event) => {
            onInputKey(event);
            if (!event.defaultPrevented) inputProps.onKeyDown?.(event);
          }}
        />
      </div>
      <div {...api.getPositionerProps()} class="picker-positioner">
        <div class="picker-popup">
          <div {...api.getContentProps()} class="picker-list" aria-label="Tags">
            {groupOffers(fewer).map((group) =>
              group.label === null || typed.trim() !== "" ? (
                group.offers.map((offer) => <Option key={valueOf(offer)} offer={offer} api={api} />)
              ) : (
                <div key={group.label} {...api.getItemGroupProps({ id: group.label })}>
                  <div
                    {...api.getItemGroupLabelProps({ htmlFor: group.label })}
                    class="picker-group"
                  >
                    {group.label}
                  </div>
                  {group.offers.map((offer) => (
                    <Option key={valueOf(offer)} offer={offer} api={api} grouped />
                  ))}
                </div>
              ),
            )}
          </div>
          <p class="picker-note" role="status">
            {hint}
          </p>
        </div>
      </div>
    </div>
  );
}

function PickerChip({
  tag,
  pending,
  remove,
  onKeyDown,
}: {
  tag: Tag;
  pending: boolean;
  remove: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  return (
    <button
      type="button"
      class={classNames("picker-chip", `tag-color-${tag.color}`, pending && "picker-chip-pending")}
      aria-label={`Remove ${tag.name}`}
      title={`Remove ${tag.name}`}
      onClick={remove}
      onKeyDown={onKeyDown}
    >
      <span class="truncate">{tag.name}</span>
      <Icon name="close" size={12} />
    </button>
  );
}

function Option({
  offer,
  api,
  grouped,
}: {
  offer: TagOffer;
  api: combobox.Api;
  grouped?: boolean;
}) {
  const name = offer.kind === "tag" ? offer.tag.name : "";
  return (
    <div {...api.getItemProps({ item: offer })} aria-selected="false" class="picker-option">
      {offer.kind === "create" ? (
        <>
          <Icon name="plus" />
          <span class="picker-create">
            Create tag <strong>“{offer.name}”</strong>
          </span>
        </>
      ) : (
        <>
          <TagDot color={offer.tag.color} />
          <span class="picker-name">{grouped ? (splitPrefix(name)?.rest ?? name) : name}</span>
          {offer.tag.description && (
            <span class="picker-description truncate">{offer.tag.description}</span>
          )}
        </>
      )}
    </div>
  );
}
