/** What a path shows. */
export type Route =
  | { page: "inbox"; conversationId: number | null }
  | { page: "contacts" }
  | { page: "contact"; id: number }
  | { page: "contact-import" }
  | { page: "tags" }
  | { page: "leads" }
  | { page: "lead"; id: number }
  | { page: "deals" }
  | { page: "deal"; id: number }
  | { page: "segments" }
  | { page: "segment"; id: number; tab: "members" | "advanced" }
  | { page: "new-segment" }
  | { page: "settings" }
  | { page: "settings-page"; section: string }
  | { page: "pair" }
  | { page: "unknown" };

/** The catalogue's own address, and where people look for it (T1). */
const tagsPaths = new Set(["crm/tags", "audiences/contact-tags"]);

const idOf = (text: string | undefined) =>
  text && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;

export function routeOf(path: string): Route {
  const [area = "", first, second] = path.split("/").filter(Boolean);
  const id = idOf(first);
  if (area === "" || (area === "conversations" && !first)) {
    return { page: "inbox", conversationId: null };
  }
  if (area === "conversations" && id) return { page: "inbox", conversationId: id };
  if (area === "contacts") {
    if (!first) return { page: "contacts" };
    if (first === "import" && !second) return { page: "contact-import" };
    if (id) return { page: "contact", id };
  }
  if (tagsPaths.has(`${area}/${first}`) && !second) return { page: "tags" };
  if (area === "crm" && (first === "leads" || first === "deals")) {
    if (!second) return { page: first };
    const record = idOf(second);
    if (record) return { page: first === "leads" ? "lead" : "deal", id: record };
  }
  if (area === "crm-segments") {
    if (!first) return { page: "segments" };
    if (first === "new" && !second) return { page: "new-segment" };
    if (id && !second) return { page: "segment", id, tab: "members" };
    if (id && second === "advanced") return { page: "segment", id, tab: "advanced" };
  }
  if (area === "settings" && !first) return { page: "settings" };
  if (area === "settings" && first && !second) return { page: "settings-page", section: first };
  return area === "pair" && !first ? { page: "pair" } : { page: "unknown" };
}
