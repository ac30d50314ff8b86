import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import {
  maxTagNameLength,
  normalizeTagName,
  type TagNames,
} from "@tagalong/shared/tags/tag-name.ts";

export type TagOffer = { kind: "tag"; tag: Tag } | { kind: "create"; name: string };

export type Offered = {
  offers: TagOffer[];
  /** Why nothing fits, or what to mind before creating. */
  note: string | null;
};

export type OfferRequest = {
  typed: string;
  /** The catalogue's active tags, in the order to show them. */
  tags: readonly Tag[];
  applied: ReadonlySet<number>;
  scope: "contact" | "conversation";
  tagNames: TagNames;
  mayCreate: boolean;
};

/** What the picker offers for what was typed: fitting tags not applied yet, best first, then "create" (T8). */
export function offerTags(request: OfferRequest): Offered {
  const { typed, tags, applied, scope, tagNames, mayCreate } = request;
  const fitting = tags.filter((tag) => fits(tag, scope));
  const query = fold(typed);
  const onlySigns = query === "" && typed.trim() !== "";
  const offers: TagOffer[] = fitting
    .filter((tag) => !applied.has(tag.id) && !onlySigns)
    .map((tag) => ({ tag, rank: rank(fold(tag.name), query) }))
    .filter((each) => each.rank < notFound)
    .sort((a, b) => a.rank - b.rank)
    .map(({ tag }) => ({ kind: "tag", tag }));

  const name = normalizeTagName(typed, tagNames);
  const same = tags.find((tag) => tag.name === name || tag.name === typed.trim());
  if (typed.trim() === "") {
    return { offers, note: offers.length > 0 ? null : "Every tag is already added." };
  }
  if (same) {
    if (applied.has(same.id)) return { offers, note: `“${same.name}” is already added.` };
    return { offers, note: fits(same, scope) ? null : wrongScope(same) };
  }
  if (!mayCreate) return { offers, note: offers.length > 0 ? null : "No tag matches." };
  if (name === "") return { offers, note: "A tag name needs a letter or a digit." };
  if ([...name].length > maxTagNameLength) {
    return { offers, note: `A tag name holds at most ${maxTagNameLength} characters.` };
  }
  const twin = tags.find((tag) => fold(tag.name) === query);
  return {
    offers: [...offers, { kind: "create", name }],
    note: twin ? `“${twin.name}” differs only in spelling.` : null,
  };
}

const fits = (tag: Tag, scope: "contact" | "conversation") =>
  tag.scope === "both" || tag.scope === scope;

const wrongScope = (tag: Tag) =>
  `“${tag.name}” is for ${tag.scope === "contact" ? "contacts" : "conversations"} only.`;

/** Letters and digits alone, so that "vip cust" finds "vip-customer". */
const fold = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();

const notFound = 4;

function rank(name: string, query: string): number {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (` ${name}`.includes(` ${query}`)) return 2;
  return name.includes(query) ? 3 : notFound;
}

export type OfferGroup = { label: string | null; offers: TagOffer[] };

/** Names with a prefix ("Source: Facebook") under their prefix, plain names first (T8). */
export function groupOffers(offers: readonly TagOffer[]): OfferGroup[] {
  const groups = new Map<string | null, TagOffer[]>([[null, []]]);
  for (const offer of offers) {
    const label = offer.kind === "tag" ? (splitPrefix(offer.tag.name)?.prefix ?? null) : null;
    groups.set(label, [...(groups.get(label) ?? []), offer]);
  }
  return [...groups]
    .map(([label, each]) => ({ label, offers: each }))
    .filter((group) => group.offers.length > 0);
}

export function splitPrefix(name: string): { prefix: string; rest: string } | null {
  const match = /^([^:]{1,30}):\s+(\S.*)$/u.exec(name);
  return match?.[1] && match[2] ? { prefix: match[1], rest: match[2] } : null;
}
