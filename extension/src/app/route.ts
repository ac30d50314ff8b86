/** What a path shows. */
export type Route =
  | { page: "inbox"; conversationId: number | null }
  | { page: "contacts" }
  | { page: "contact"; id: number }
  | { page: "tags" }
  | { page: "segments" }
  | { page: "segment"; id: number }
  | { page: "settings" }
  | { page: "settings-page"; section: string }
  | { page: "pair" }
  | { page: "unknown" };

/** The catalogue's own address, and where people look for it (T1). */
const tagsPaths = new Set(["crm/tags", "audiences/contact-tags"]);

export function routeOf(path: string): Route {
  const [area = "", first, second] = path.split("/").filter(Boolean);
  const id = first && /^[1-9]\d{0,15}$/.test(first) ? Number(first) : null;
  if (area === "" || (area === "conversations" && !first)) {
    return { page: "inbox", conversationId: null };
  }
  if (area === "conversations" && id) return { page: "inbox", conversationId: id };
  if (area === "contacts") {
    if (!first) return { page: "contacts" };
    if (id) return { page: "contact", id };
  }
  if (tagsPaths.has(`${area}/${first}`) && !second) return { page: "tags" };
  if (area === "crm-segments") {
    if (!first) return { page: "segments" };
    if (id) return { page: "segment", id };
  }
  if (area === "settings" && !first) return { page: "settings" };
  if (area === "settings" && first && !second) return { page: "settings-page", section: first };
  return area === "pair" && !first ? { page: "pair" } : { page: "unknown" };
}
