import type { Duplicate } from "@tagalong/shared/contracts/contact.ts";
import { useRouter } from "../navigation/router.ts";
import { Avatar } from "../ui/avatar.tsx";

const words: Record<Duplicate["same"][number], string> = {
  externalId: "external id",
  email: "email",
  phone: "phone number",
};

/** Who the new contact may already be, with the way there. */
export function Duplicates({ found, close }: { found: readonly Duplicate[]; close: () => void }) {
  const router = useRouter();
  return (
    <div class="duplicates" role="status" hidden={found.length === 0}>
      {found.length > 0 && (
        <>
          <p>{found.length === 1 ? "There is such a contact:" : "There are such contacts:"}</p>
          <ul>
            {found.map(({ contact, same }) => (
              <li key={contact.id}>
                <Avatar name={contact.displayName} size={24} />
                <a href={router.href(`/contacts/${contact.id}`)} class="truncate" onClick={close}>
                  {contact.displayName}
                </a>
                <span class="muted">
                  Same {new Intl.ListFormat("en").format(same.map((each) => words[each]))}
                </span>
              </li>
            ))}
          </ul>
          {found.some(({ same }) => same.includes("externalId")) && (
            <p>Only one contact can have this external id.</p>
          )}
        </>
      )}
    </div>
  );
}
