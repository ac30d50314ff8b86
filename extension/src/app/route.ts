/** What a path shows. */
export type Route =
  | { page: "inbox"; conversationId: number | null }
  | { page: "contacts" }
  | { page: "contact"; id: number }
  | { page: "tags" }
  | { page: "segments" }
  | { page: "segment"; id: number }
  | { page: "pair" }
  | { page: "unknown" };

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
  if (area === "crm" && first === "tags" && !second) return { page: "tags" };
  if (area === "crm-segments") {
    if (!first) return { page: "segments" };
    if (id) return { page: "segment", id };
  }
  return area === "pair" && !first ? { page: "pair" } : { page: "unknown" };
}
