/** What a mail of ours says, in its reader's language: no part of it is markup. */
export type Letter = {
  subject: string;
  /** Paragraphs. */
  lines: string[];
  /** The one thing to do. On an origin of ours. */
  link: { label: string; url: string };
  /** Why the reader gets it. */
  why: string;
};
