import type { ContactDetail } from "@tagalong/shared/contracts/contact.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Avatar } from "../ui/avatar.tsx";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { ContactEdits } from "./contact-edits.ts";
import { builtInFields } from "./contact-field.ts";
import "./contact-profile.css";
import { FieldEditor } from "./field-editor.tsx";

const nobody: ReadonlyMap<number, string> = new Map();

/** Name, address and whether the identity is proven (C6); the name is edited where it stands. */
export function ContactProfile({
  contact,
  edits,
  href,
  heading = "h2",
  actions,
}: {
  contact: ContactDetail;
  edits: ContactEdits;
  /** The contact's own page, unless this is it. */
  href?: string | undefined;
  heading?: "h1" | "h2";
  /** What can be done with the contact as a whole, at the end of the line. */
  actions?: ComponentChildren;
}) {
  const { can } = useSignedIn();
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLSpanElement>(null);
  const named = edits.shown("name");
  const name = typeof named === "string" ? named : contact.displayName;
  const Heading = heading;
  const problem = edits.problem("name");
  // A refused or late change is mended in the row of the details.
  useEffect(() => {
    if (problem) setEditing(false);
  }, [problem]);
  const field = builtInFields.find(({ path }) => path === "name");
  const end = (by: "key" | "leaving") => {
    setEditing(false);
    if (by === "key") requestAnimationFrame(() => pencil.current?.querySelector("button")?.focus());
  };
  return (
    <header class="profile">
      <Avatar name={name} size={40} />
      <div class="profile-text">
        {editing && field ? (
          <>
            <Heading class="visually-hidden">{name}</Heading>
            <FieldEditor
              field={field}
              value={named}
              agents={nobody}
              error={null}
              take
              save={(wanted, by) => {
                end(by);
                void edits.save(field, named, wanted);
              }}
              cancel={end}
            />
          </>
        ) : (
          <div class="profile-title">
            <Heading class="profile-name">
              <bdi>{href ? <a href={href}>{name}</a> : name}</bdi>
            </Heading>
            {can("manage contacts") && (
              <span ref={pencil}>
                <IconButton
                  label="Edit the name"
                  icon="pencil"
                  size="sm"
                  onClick={() => setEditing(true)}
                />
              </span>
            )}
          </div>
        )}
        {contact.email && contact.email !== name && <p class="muted truncate">{contact.email}</p>}
        <p class={contact.verified ? "profile-proof profile-verified" : "profile-proof"}>
          {contact.verified && <Icon name="check" size={12} />}
          {contact.verified ? "Verified identity" : "Identity not verified"}
        </p>
      </div>
      {actions}
    </header>
  );
}
