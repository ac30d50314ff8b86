import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { AgentKey, DemoTagName } from "./shop.ts";

export interface DemoTalk {
  /** A contact of people.ts by external id, or an anonymous browser. */
  externalId: string | null;
  context: Context;
  hoursAgo: number;
  /** Minutes after the start, who, what. */
  messages: [minute: number, from: "visitor" | AgentKey, text: string][];
  tags?: DemoTagName[];
  closed?: boolean;
}

/** Past conversations, oldest first, so that the inbox is not empty at the first look. */
export const talks: DemoTalk[] = [
  {
    externalId: "demo-03",
    context: { topic: "Billing", language: "pt" },
    hoursAgo: 140,
    messages: [
      [0, "visitor", "Our last invoice shows the old company name. Can you change it?"],
      [6, "two", "Of course. What should it say?"],
      [9, "visitor", "Example Labs, the rest stays as it is."],
      [15, "two", "Done. The corrected invoice is in your account now."],
      [18, "visitor", "Perfect, thank you!"],
      [20, "two", "You are welcome."],
    ],
    tags: ["billing"],
    closed: true,
  },
  {
    externalId: null,
    context: { topic: "Shipping", language: "en" },
    hoursAgo: 118,
    messages: [
      [0, "visitor", "Do you ship to Norway?"],
      [3, "one", "Yes, in four to six days. The price is shown at the checkout."],
      [5, "visitor", "Great."],
      [6, "one", "Write again whenever something is unclear."],
    ],
    tags: ["shipping"],
    closed: true,
  },
  {
    externalId: "demo-10",
    context: { language: "en" },
    hoursAgo: 96,
    messages: [
      [0, "visitor", "Single sign-on stopped working for half of our team this morning."],
      [2, "senior", "I see the failed sign-ins. Did your certificate change yesterday?"],
      [7, "visitor", "Yes, our IT renewed it."],
      [11, "senior", "That is it. I have put the new one in place: please try again."],
      [14, "visitor", "Works for everybody. That was quick!"],
      [16, "senior", "Good to hear."],
    ],
    tags: ["bug"],
    closed: true,
  },
  {
    externalId: "demo-12",
    context: { topic: "Refund" },
    hoursAgo: 74,
    messages: [
      [0, "visitor", "I was charged twice for the same order."],
      [25, "two", "Sorry about that. The second payment goes back to your card today."],
      [31, "visitor", "Thanks."],
      [33, "two", "It takes three days to show up."],
    ],
    tags: ["refund", "billing"],
    closed: true,
  },
  {
    externalId: "demo-05",
    context: { language: "en" },
    hoursAgo: 52,
    messages: [
      [0, "visitor", "Can I export the reports as a spreadsheet?"],
      [4, "one", "Reports export as CSV, which any spreadsheet opens. Is that enough?"],
      [12, "visitor", "Yes, found the button. A real .xlsx would be nicer though."],
      [14, "one", "Noted as a wish."],
    ],
    tags: ["feature-request"],
    closed: true,
  },
  {
    externalId: "demo-returning",
    context: { topic: "Contract" },
    hoursAgo: 46,
    messages: [
      [0, "visitor", "Our contract ends next quarter. Who can I talk to about the new one?"],
      [5, "senior", "With me. How many seats do you expect to need?"],
      [40, "visitor", "Around 300. I have to check with the other office."],
      [42, "senior", "Take your time, I keep this open for you."],
    ],
    tags: ["follow-up"],
  },
  {
    externalId: "demo-02",
    context: { topic: "Trial" },
    hoursAgo: 30,
    messages: [
      [0, "visitor", "How long does the trial run?"],
      [8, "one", "Fourteen days, and nothing is charged when it ends."],
      [11, "visitor", "And my data?"],
      [13, "one", "Stays for ninety days, in case you come back."],
    ],
  },
  {
    externalId: "demo-14",
    context: { language: "de" },
    hoursAgo: 22,
    messages: [
      [0, "visitor", "Is there a discount for schools?"],
      [35, "two", "There is: half the price. Please send us the school's address."],
    ],
  },
  {
    externalId: "demo-23",
    context: { topic: "Shipping" },
    hoursAgo: 9,
    messages: [
      [0, "visitor", "My parcel has been in the same place for five days."],
      [12, "two", "I have asked the carrier and will tell you what they say."],
      [95, "visitor", "Any news?"],
    ],
    tags: ["shipping", "follow-up"],
  },
  {
    externalId: "demo-08",
    context: { language: "tr" },
    hoursAgo: 5,
    messages: [[0, "visitor", "The export of last month's orders stays at 0 %."]],
    tags: ["bug"],
  },
  {
    externalId: "demo-16",
    context: { topic: "Onboarding" },
    hoursAgo: 3,
    messages: [
      [0, "visitor", "We would like to add fifty people at once. Is there a way?"],
      [4, "senior", "Yes: upload a list under Settings → Team. Shall I walk you through it?"],
      [6, "visitor", "Please, tomorrow at ten would suit us."],
    ],
  },
  {
    externalId: null,
    context: { language: "en", topic: "Sales" },
    hoursAgo: 1,
    messages: [[0, "visitor", "Do you have a plan for a team of three?"]],
  },
];
