import {
  contactSorts,
  type ContactFilter,
  type ContactSort,
} from "@tagalong/shared/contracts/contact-filter.ts";

/** How the list of contacts is looked at: which, in what order, with which columns (C2). */
export type ContactView = {
  filter: ContactFilter;
  sort: ContactSort;
  direction: Direction;
  /** Ids of columns, in the order of the table. */
  columns: readonly string[];
};
export type Direction = "asc" | "desc";

/** The five columns of every list (C2). */
export const defaultColumns: readonly string[] = ["phone", "name", "tags", "firstSeen", "lastSeen"];

export const everyContact: ContactView = {
  filter: {},
  sort: "lastSeen",
  direction: "desc",
  columns: defaultColumns,
};

/** What stands in the address counts, part by part; `base` (a smart list) says the rest. */
export function readView(query: URLSearchParams, base: ContactView): ContactView {
  const sort = contactSorts.find((each) => each === query.get("sort"));
  const direction = query.get("direction");
  const columns = query.get("columns")?.split(",").filter(Boolean) ?? [];
  return {
    filter: filterNames.some((name) => query.has(name)) ? readFilter(query) : base.filter,
    ...(sort
      ? { sort, direction: direction === "asc" ? "asc" : "desc" }
      : { sort: base.sort, direction: base.direction }),
    columns: columns.length > 0 ? columns : base.columns,
  };
}

/** The address of a view: only what differs from `base`, so that an unchanged list's is short. */
export function writeView(view: ContactView, base: ContactView): URLSearchParams {
  const query = new URLSearchParams();
  if (!sameFilter(view.filter, base.filter)) {
    const pairs = filterPairs(view.filter);
    // An empty search stands for "no filter at all" where the list would have one.
    for (const [name, value] of pairs.length > 0 ? pairs : [["q", ""] as const]) {
      query.append(name, value);
    }
  }
  if (view.sort !== base.sort || view.direction !== base.direction) {
    query.set("sort", view.sort);
    query.set("direction", view.direction);
  }
  if (view.columns.join() !== base.columns.join()) query.set("columns", view.columns.join());
  return query;
}

/** A filter as the API takes it in a query. */
export function filterQuery(filter: ContactFilter) {
  return {
    q: filter.q,
    tag: filter.tags,
    segment: filter.segments,
    criteria: filter.criteria === undefined ? undefined : JSON.stringify(filter.criteria),
  };
}

export const sameFilter = (one: ContactFilter, other: ContactFilter) =>
  filterPairs(inOrder(one)).join("\n") === filterPairs(inOrder(other)).join("\n");

/** The criteria with their keys in one order: a database keeps them in its own. */
const inOrder = (filter: ContactFilter): ContactFilter => ({
  ...filter,
  criteria: sorted(filter.criteria),
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

export const sameView = (one: ContactView, other: ContactView) =>
  writeView(one, other).size === 0 && sameFilter(one.filter, other.filter);

/** The filter without what is empty: what is left out filters nothing. */
export function tidyFilter({ q, tags, segments, criteria }: ContactFilter): ContactFilter {
  return {
    ...(q?.trim() ? { q: q.trim() } : {}),
    ...(tags && tags.length > 0 ? { tags } : {}),
    ...(segments && segments.length > 0 ? { segments } : {}),
    ...(criteria === undefined || criteria === null ? {} : { criteria }),
  };
}

export const filtersNothing = (filter: ContactFilter) => filterPairs(filter).length === 0;

const filterNames = ["q", "tag", "segment", "criteria"] as const;

function filterPairs(filter: ContactFilter): [string, string][] {
  const { q, tags = [], segments = [], criteria } = tidyFilter(filter);
  return [
    ...(q ? [["q", q] satisfies [string, string]] : []),
    ...tags.map((id): [string, string] => ["tag", String(id)]),
    ...segments.map((id): [string, string] => ["segment", String(id)]),
    ...(criteria === undefined
      ? []
      : [["criteria", JSON.stringify(criteria)] satisfies [string, string]]),
  ];
}

function readFilter(query: URLSearchParams): ContactFilter {
  const ids = (name: string) =>
    [...new Set(query.getAll(name).filter((text) => /^[1-9]\d{0,9}$/.test(text)))].map(Number);
  return tidyFilter({
    q: query.get("q") ?? "",
    tags: ids("tag"),
    segments: ids("segment"),
    criteria: parsed(query.get("criteria")),
  });
}

/** A criteria tree that somebody mangled is left out; the server checks all others. */
function parsed(text: string | null): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
