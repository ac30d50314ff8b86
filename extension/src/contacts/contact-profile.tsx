import type { ContactDetail } from "@tagalong/shared/contracts/contact.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import "./contact-profile.css";

/** Name, address and whether the identity is proven (C6). */
export function ContactProfile({
  contact,
  href,
  heading = "h2",
}: {
  contact: ContactDetail;
  /** The contact's own page, unless this is it. */
  href?: string;
  heading?: "h1" | "h2";
}) {
  const name = contact.displayName;
  const Heading = heading;
  return (
    <header class="profile">
      <Avatar name={name} size={40} />
      <div class="profile-text">
        <Heading class="profile-name">{href ? <a href={href}>{name}</a> : name}</Heading>
        {contact.email && contact.email !== name && <p class="muted truncate">{contact.email}</p>}
        <p class={contact.verified ? "profile-proof profile-verified" : "profile-proof"}>
          {contact.verified && <Icon name="check" size={12} />}
          {contact.verified ? "Verified identity" : "Identity not verified"}
        </p>
      </div>
    </header>
  );
}
