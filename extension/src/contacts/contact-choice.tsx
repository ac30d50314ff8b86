import { contactSchema } from "@tagalong/shared/contracts/contact.ts";
import { useEffect, useId, useState } from "preact/hooks";
import { usePages } from "../api/use-pages.ts";
import { Avatar } from "../ui/avatar.tsx";
import { IconButton } from "../ui/button.tsx";
import "./contact-choice.css";

export interface ChosenContact {
  id: number;
  displayName: string;
}

const pause = 150;
const mostShown = "8";

/** One contact, found by a part of a name, email, phone or company. */
export function ContactChoice({
  wiring,
  chosen,
  choose,
}: {
  wiring: Record<string, unknown>;
  chosen: ChosenContact | null;
  choose: (contact: ChosenContact | null) => void;
}) {
  if (chosen) {
    return (
      <span class="contact-chosen">
        <Avatar name={chosen.displayName} size={20} />
        <span class="truncate">{chosen.displayName}</span>
        <IconButton
          icon="close"
          size="sm"
          label={`Choose another contact than ${chosen.displayName}`}
          onClick={() => choose(null)}
        />
      </span>
    );
  }
  return <Search wiring={wiring} choose={choose} />;
}

function Search({
  wiring,
  choose,
}: {
  wiring: Record<string, unknown>;
  choose: (contact: ChosenContact) => void;
}) {
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const list = useId();
  const { items, failure } = usePages("/api/crm/contacts", contactSchema, {
    q: query || undefined,
    limit: mostShown,
  });
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = open ? (items ?? []) : [];
  const active = Math.min(at, found.length - 1);

  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") {
      setOpen(true);
      setAt(open ? Math.min(active + 1, found.length - 1) : 0);
    } else if (event.key === "ArrowUp") setAt(Math.max(active - 1, 0));
    else if (event.key === "Enter" && found[active]) choose(found[active]);
    else if (event.key === "Escape" && open) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="contact-choice">
      <input
        {...wiring}
        type="text"
        role="combobox"
        class="input"
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[active] && `${list}-${found[active].id}`}
        autoComplete="off"
        spellcheck={false}
        placeholder="Name, email, phone or company"
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul
        id={list}
        role="listbox"
        class="contact-choice-list"
        aria-label="Contacts"
        hidden={found.length === 0}
      >
        {found.map((contact, index) => (
          <li
            key={contact.id}
            id={`${list}-${contact.id}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setAt(index)}
            // The focus stays in the input.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(contact)}
          >
            <Avatar name={contact.displayName} size={20} />
            <span class="truncate">{contact.displayName}</span>
            <span class="faint truncate">
              {contact.email === contact.displayName ? contact.company : contact.email}
            </span>
          </li>
        ))}
      </ul>
      <p class="visually-hidden" role="status">
        {open && (failure ?? (items?.length === 0 ? "No contact matches." : ""))}
      </p>
    </div>
  );
}
