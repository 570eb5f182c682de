/** Pure: whether somebody came through their company's sign-on, and whom that is asked of. */
import type { SignOns } from "./identity-provider.ts";

/**
 * As a session keeps it. `domains`: null where nobody asked the provider. `companyDomain`: of the company
 * they came through; null: by another way.
 */
export type CompanyFacts = { domains: string[] | null; companyDomain: string | null };

/** Tokens tell the age of a proof in whole minutes, and the two clocks may differ. @internal */
export const SAME_SIGN_IN_MS = 120_000;

/** In lower case and punycode, as domains are listed; undefined for what is no address. */
export function domainOf(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  return at < 0 ? undefined : URL.parse(`http://${email.slice(at + 1)}/`)?.hostname || undefined;
}

/**
 * The provider tells when a person last came through a company, and a session when they last proved who they
 * are: it is the one sign-in where the two are the same moment. Of two companies the nearer one counts.
 */
export function companyFacts(
  { addresses, throughCompany }: SignOns,
  { provedAt }: { provedAt: Date },
): CompanyFacts {
  const distance = (at: Date) => Math.abs(at.getTime() - provedAt.getTime());
  const [nearest] = throughCompany
    .filter(({ at }) => distance(at) <= SAME_SIGN_IN_MS)
    .toSorted((one, other) => distance(one.at) - distance(other.at));
  const emails = [...addresses, ...throughCompany.map(({ email }) => email)];
  const domains = [...new Set(emails.flatMap((email) => domainOf(email) ?? []))];
  return { domains, companyDomain: (nearest && domainOf(nearest.email)) ?? null };
}

/** Somebody of these domains, or of unknown ones, who came by another way than through one of them. */
export const lacksCompany = ({ domains, companyDomain }: CompanyFacts, asked: string[]): boolean =>
  (domains?.some((domain) => asked.includes(domain)) ?? asked.length > 0) &&
  !asked.includes(companyDomain ?? "");
