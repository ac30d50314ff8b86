import type { CompiledFilter } from "../../contact-lists/compile-filter.ts";

/** The same filter without those contacts. */
export function exceptContacts(filter: CompiledFilter, except: readonly number[]): CompiledFilter {
  if (except.length === 0) return filter;
  return (first, now) => {
    const { text, parameters } = filter(first, now);
    const place = first + parameters.length;
    return {
      text: `(${text}) AND contact.id <> ALL ($${place}::bigint[])`,
      parameters: [...parameters, [...except]],
    };
  };
}
