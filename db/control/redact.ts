/**
 * What staff may read of a message: no secret, nothing that somebody wrote, no way to reach a person. Pure.
 */

const BLANK = "•••";

/** Keys that tell that their value is nobody's business. */
const SECRET = [
  "secret",
  "token",
  "password",
  "ticket",
  "otp",
  "credential",
  "private_metadata",
  "backup_code",
];
const PRIVATE = ["phone", "last_four"];
/** The whole key: as a part of one they mean other things. An invitation's `url` lets its reader in. */
const PRIVATE_WHOLE = [
  "url",
  "body",
  "body_plain",
  "html",
  "text",
  "subject",
  "message",
  "client_ip",
  "user_agent",
];

const HIDDEN_KEY = new RegExp(`${[...SECRET, ...PRIVATE].join("|")}|^(${PRIVATE_WHOLE.join("|")})$`, "i");
const EMAIL = /([\w.+-])[\w.+-]*(@[\w-]+(?:\.[\w-]+)+)/g;

/**
 * A copy in which what is under a telling key is blanked, and addresses are shortened to their first letter
 * and domain.
 */
export function redact(value: unknown): unknown {
  if (typeof value === "string") return value.replace(EMAIL, `$1${BLANK}$2`);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isHidden(key, inner) ? BLANK : redact(inner)]),
  );
}

/** What is empty tells nothing, and staff may want to see that it is. */
const isHidden = (key: string, value: unknown): boolean =>
  HIDDEN_KEY.test(key) &&
  value !== null &&
  value !== "" &&
  typeof value !== "boolean" &&
  !(Array.isArray(value) && value.length === 0);
