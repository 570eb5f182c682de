/** An address of mail as people type it, in any script. */
import { z } from "zod";

const EMAIL_MAX_LENGTH = 254;
/** Neither what cannot be seen nor what ends an address in a header or a list. */
const PART = String.raw`[^\p{C}\p{Z}<>()[\]\\,;:"@.]+`;
const EMAIL = new RegExp(`^${PART}(?:\\.${PART})*@${PART}(?:\\.${PART})+$`, "u");

/** Whether mail arrives there, only mail can tell. */
export const emailAddress = z.string().trim().max(EMAIL_MAX_LENGTH).regex(EMAIL);
