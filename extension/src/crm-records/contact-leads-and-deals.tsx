import type { ChosenContact } from "../contacts/contact-choice.tsx";
import { useDealFace } from "../deals/use-deal-face.ts";
import { useLeadFace } from "../leads/use-lead-face.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { ContactRecords } from "./contact-records.tsx";

/** What hangs on a contact, as far as the agent may see it (C3). */
export function ContactLeadsAndDeals({ contact }: { contact: ChosenContact }) {
  const { can } = useSignedIn();
  return (
    <>
      {can("view leads") && <Leads contact={contact} />}
      {can("view deals") && <Deals contact={contact} />}
    </>
  );
}

const Leads = ({ contact }: { contact: ChosenContact }) => (
  <ContactRecords face={useLeadFace()} contact={contact} />
);

const Deals = ({ contact }: { contact: ChosenContact }) => (
  <ContactRecords face={useDealFace()} contact={contact} />
);
