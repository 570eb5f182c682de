import type { TFunction } from "i18next";
import type { Language } from "#app/i18n/i18n.ts";

/** The language that a mail is written in, and its texts. */
export type Tongue = { language: Language; t: TFunction };

/** What a mail of ours says, in its reader's language: no part of it is markup. */
export type Letter = {
  subject: string;
  /** Paragraphs. */
  lines: string[];
  /** What it tells of, thing by thing. */
  groups?: LetterGroup[];
  /** After the groups: what is not in them. */
  more?: string | undefined;
  /** The one thing to do. On an origin of ours. */
  link: LetterLink;
  /** Why the reader gets it. */
  why: string;
  /** How to get less of it. */
  ways?: LetterLink[];
  /** Takes a POST from any program, and stops such mail: RFC 8058. */
  unsubscribeUrl?: string;
};

export type LetterLink = { label: string; url: string };

export type LetterGroup = {
  id: string;
  title: string;
  url: string;
  /** `note`: when it was. */
  lines: { id: string; text: string; note: string }[];
  ways: LetterLink[];
};
