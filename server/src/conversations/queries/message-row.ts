import type { Message } from "@tagalong/shared/contracts/message.ts";

export type MessageAuthor = Message["author"]["type"];

/** A stored message with its author's name, as the queries of this feature read it. */
export interface MessageRow {
  conversation_id: number;
  sequence: number;
  client_id: string;
  author_type: MessageAuthor;
  author_id: number | null;
  author_name: string;
  text: string;
  created_at: Date;
}
