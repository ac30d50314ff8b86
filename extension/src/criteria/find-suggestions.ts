import type { ComponentChildren } from "preact";

/** Something that can be picked; `value` is what the picker hands back. */
export type Suggestion = {
  value: string;
  label: string;
  /** Drawn before the label: a tag's dot. */
  mark?: ComponentChildren;
  /** Beside the label, and found by typing too: a country's code. */
  hint?: string;
  /** A heading under which it stands where nothing was typed. */
  group?: string;
};

/** The suggestions that fit what was typed, best first; all of them, in their order, for nothing. */
export function findSuggestions(all: readonly Suggestion[], typed: string): Suggestion[] {
  const query = fold(typed);
  if (query === "") return [...all];
  return all
    .map((each) => ({ each, rank: Math.min(rank(fold(each.label), query), hintRank(each, query)) }))
    .filter(({ rank: found }) => found < notFound)
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

/** What was typed, if it stands for one of them as a whole. */
export function sameAs(all: readonly Suggestion[], typed: string): Suggestion | undefined {
  const query = fold(typed);
  return all.find(({ label, hint }) => fold(label) === query || fold(hint ?? "") === query);
}

export type SuggestionGroup = { label: string | null; suggestions: Suggestion[] };

/** Neighbours of one group together, in the order given. */
export function groupSuggestions(suggestions: readonly Suggestion[]): SuggestionGroup[] {
  const groups: SuggestionGroup[] = [];
  for (const each of suggestions) {
    const label = each.group ?? null;
    const last = groups.at(-1);
    if (last && last.label === label) last.suggestions.push(each);
    else groups.push({ label, suggestions: [each] });
  }
  return groups;
}

const notFound = 4;

function rank(text: string, query: string): number {
  if (text === query) return 0;
  if (text.startsWith(query)) return 1;
  if (` ${text}`.includes(` ${query}`)) return 2;
  return text.includes(query) ? 3 : notFound;
}

/** A code counts as a whole or by its beginning, not by any letter in it. */
const hintRank = ({ hint }: Suggestion, query: string) =>
  hint !== undefined && fold(hint).startsWith(query) ? rank(fold(hint), query) : notFound;

/** Letters and digits alone, without their accents, so that "cote" finds "Côte d’Ivoire". */
const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
