/** Domains of addresses, as people type them. */
import { z } from "zod";
import { message } from "#app/i18n/message.ts";

const MAX_DOMAIN_LENGTH = 253;
/** Two labels or more, the last of letters or in punycode: no address of a machine. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Of what is refused no more is shown. */
const SHOWN_LENGTH = 100;
const SEPARATORS = /[\s,;]+/;

/**
 * As addresses are compared: lower case, punycode, without the `@` before it. Undefined for what is none.
 * @internal
 */
export function normaliseDomain(typed: string): string | undefined {
  const text = typed.replace(/^@/, "").toLowerCase();
  if (text.length > MAX_DOMAIN_LENGTH || !/^[\p{L}\p{N}.-]+$/u.test(text)) return undefined;
  const hostname = URL.parse(`http://${text}/`)?.hostname;
  return hostname !== undefined && DOMAIN.test(hostname) ? hostname : undefined;
}

/** Several in one line, each once, in the order of the alphabet; may be empty. */
export const domainList = (max: number) =>
  z
    .string()
    .default("")
    .transform((text, context) => {
      const typed = text.split(SEPARATORS).filter(Boolean);
      const domains = typed.flatMap((each) => normaliseDomain(each) ?? []);
      const wrong = typed.find((each) => normaliseDomain(each) === undefined);
      if (wrong !== undefined)
        context.addIssue({
          code: "custom",
          message: message("security.errors.domain", { domain: wrong.slice(0, SHOWN_LENGTH) }),
        });
      const once = [...new Set(domains)].toSorted();
      if (once.length > max)
        context.addIssue({ code: "custom", message: message("security.errors.tooManyDomains", { max }) });
      return once;
    });
