/** "Chrome on Linux": what an agent recognises a browser by. */
export function browserName(userAgent: string): string {
  const browser = /Firefox\//.test(userAgent)
    ? "Firefox"
    : /Edg\//.test(userAgent)
      ? "Edge"
      : /OPR\//.test(userAgent)
        ? "Opera"
        : /Chrome\//.test(userAgent)
          ? "Chrome"
          : "Unknown browser";
  const systems: [RegExp, string][] = [
    [/Windows/, "Windows"],
    [/CrOS/, "ChromeOS"],
    [/Android/, "Android"],
    [/Macintosh|Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ];
  const system = systems.find(([mark]) => mark.test(userAgent))?.[1];
  return system ? `${browser} on ${system}` : browser;
}
