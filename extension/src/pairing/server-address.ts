/**
 * The server's origin from what an agent types: "chat.example.com" means https, a loopback address
 * without a scheme http. Null for what is no web address.
 */
export function serverAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return null;
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? ""
    : /^(localhost|127\.|\[::1\])/i.test(text)
      ? "http://"
      : "https://";
  try {
    const url = new URL(scheme + text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.origin : null;
  } catch {
    return null;
  }
}
