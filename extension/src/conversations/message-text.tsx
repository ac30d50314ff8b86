import { linkifyit } from "linkify-it";

const linkify = linkifyit();

/** Text as text nodes, with its web and mail addresses as links; never markup. */
export function MessageText({ text }: { text: string }) {
  const parts = [];
  let at = 0;
  for (const link of linkify.match(text) ?? []) {
    if (!/^(https?:\/\/|mailto:)/i.test(link.url)) continue;
    parts.push(
      text.slice(at, link.index),
      <a key={link.index} href={link.url} target="_blank" rel="noopener noreferrer nofollow">
        {link.text}
      </a>,
    );
    at = link.lastIndex;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
