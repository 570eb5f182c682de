/** Pure: a webhook's payload without what staff have no business to read. Secrets are blanked by the data tier already. */
const BLANK = "•••";
const PRIVATE_KEY = /phone|last_four|^(body|body_plain|html|text|subject|message)$|^(client_ip|user_agent)$/i;
const EMAIL = /([\w.+-])[\w.+-]*(@[\w-]+(?:\.[\w-]+)+)/g;

export function redact(value: unknown): unknown {
  if (typeof value === "string") return value.replace(EMAIL, `$1${BLANK}$2`);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isPrivate(key, inner) ? BLANK : redact(inner)]),
  );
}

/** What is empty tells nothing, and staff may want to see that it is. */
const isPrivate = (key: string, value: unknown): boolean =>
  PRIVATE_KEY.test(key) &&
  value !== null &&
  value !== "" &&
  typeof value !== "boolean" &&
  !(Array.isArray(value) && value.length === 0);
