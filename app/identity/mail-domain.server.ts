/** Domains of mail: in which form they are compared, and by which record one is proven. */
import { domainToASCII } from "node:url";

/** The domain of an address, in ASCII and lower case; undefined where it has none that could be. */
export function mailDomainOf(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  return at < 1 ? undefined : domainToASCII(email.slice(at + 1)) || undefined;
}

/** What an owner puts into the DNS, and we look for. */
export const proofRecord = ({
  domain,
  verificationToken,
}: {
  domain: string;
  verificationToken: string;
}) => ({
  name: `_tenantry.${domain}`,
  text: `tenantry-verify=${verificationToken}`,
});
