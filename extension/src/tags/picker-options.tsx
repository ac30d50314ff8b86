import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { groupOffers, splitPrefix, type TagOffer } from "./offer-tags.ts";
import { TagDot } from "./tag-chip.tsx";

export const optionValue = (offer: TagOffer) =>
  offer.kind === "tag" ? `tag-${offer.tag.id}` : "create";

type OptionsProps = {
  id: string;
  offers: readonly TagOffer[];
  active: TagOffer | undefined;
  /** Names with a prefix under it; what was searched stands in one list, best first. */
  grouped: boolean;
  point: (offer: TagOffer) => void;
  choose: (offer: TagOffer) => void;
};

/** The picker's list. The focus stays in the input, which names the active option. */
export function PickerOptions(props: OptionsProps) {
  const { id, offers, active, grouped } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active && optionValue(active)]);
  const groups = grouped ? groupOffers(offers) : [{ label: null, offers }];
  return (
    <div
      ref={list}
      id={`${id}-list`}
      class="picker-list"
      role="listbox"
      aria-label="Tags"
      aria-multiselectable="true"
      hidden={offers.length === 0}
    >
      {groups.map((group) =>
        group.label === null ? (
          group.offers.map((offer) => <Option key={optionValue(offer)} {...props} offer={offer} />)
        ) : (
          <div key={group.label} role="group" aria-label={group.label}>
            <div class="picker-group" aria-hidden="true">
              {group.label}
            </div>
            {group.offers.map((offer) => (
              <Option key={optionValue(offer)} {...props} offer={offer} short />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

function Option({
  id,
  offer,
  active,
  point,
  choose,
  short,
}: OptionsProps & { offer: TagOffer; short?: boolean }) {
  const isActive = active !== undefined && optionValue(active) === optionValue(offer);
  return (
    <div
      id={`${id}-${optionValue(offer)}`}
      role="option"
      class="picker-option"
      aria-selected="false"
      data-active={isActive || undefined}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={() => isActive || point(offer)}
      onClick={() => choose(offer)}
    >
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
          <span class="picker-name">
            {short ? (splitPrefix(offer.tag.name)?.rest ?? offer.tag.name) : offer.tag.name}
          </span>
          {offer.tag.description && (
            <span class="picker-description truncate">{offer.tag.description}</span>
          )}
        </>
      )}
    </div>
  );
}
