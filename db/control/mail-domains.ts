/**
 * The domains of mail that a tenant's owners list and prove. At any moment one tenant at most has proven a
 * domain: a unique index says so. What the DNS answers is brought here; nothing here asks it.
 */
import { randomBytes } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { MailDomainLimitReached } from "../people-errors.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { type Admission, MAX_MAIL_DOMAINS } from "./mail-domain-choices.ts";
import { mailDomains } from "./schema/mail-domains.ts";

const TOKEN_BYTES = 20;

const columns = {
  id: mailDomains.id,
  domain: mailDomains.domain,
  verificationToken: mailDomains.verificationToken,
  admission: mailDomains.admission,
  provenAt: mailDomains.provenAt,
  foundAt: mailDomains.foundAt,
  checkedAt: mailDomains.checkedAt,
};
export type MailDomain = {
  id: string;
  domain: string;
  verificationToken: string;
  admission: Admission;
  provenAt: Date | null;
  foundAt: Date | null;
  checkedAt: Date | null;
};

type Key = { tenantId: string; id: string };
const isRow = ({ tenantId, id }: Key) => and(eq(mailDomains.tenantId, tenantId), eq(mailDomains.id, id));

export const listMailDomains = (tx: ControlTx, tenantId: string): Promise<MailDomain[]> =>
  tx
    .select(columns)
    .from(mailDomains)
    .where(eq(mailDomains.tenantId, tenantId))
    .orderBy(asc(mailDomains.domain));

export async function getMailDomain(tx: ControlTx, key: Key): Promise<MailDomain | undefined> {
  const [row] = await tx.select(columns).from(mailDomains).where(isRow(key));
  return row;
}

/**
 * Answers the row's id: a domain that is listed already has one. `domain` is in ASCII and lower case. Throws
 * MailDomainLimitReached.
 */
export async function addMailDomain(
  tx: ControlTx,
  { tenantId, domain, actor }: { tenantId: string; domain: string; actor: Actor },
): Promise<string> {
  await lockListed(tx, tenantId);
  const listed = await listMailDomains(tx, tenantId);
  const known = listed.find((row) => row.domain === domain);
  if (known) return known.id;
  if (listed.length >= MAX_MAIL_DOMAINS) throw new MailDomainLimitReached(MAX_MAIL_DOMAINS);
  const verificationToken = randomBytes(TOKEN_BYTES).toString("hex");
  const [added] = await tx
    .insert(mailDomains)
    .values({ tenantId, domain, verificationToken })
    .onConflictDoUpdate({ target: [mailDomains.tenantId, mailDomains.domain], set: { domain } })
    .returning({ id: mailDomains.id });
  await recordAudit(tx, { actor, action: "mail-domain.add", tenantId, detail: { domain } });
  return added?.id ?? "";
}

/** Who adds takes turns, once there is a row: by the rows, for a tenant's role has no locks by key. */
async function lockListed(tx: ControlTx, tenantId: string): Promise<void> {
  const { id } = mailDomains;
  await tx
    .select({ id })
    .from(mailDomains)
    .where(eq(mailDomains.tenantId, tenantId))
    .orderBy(id)
    .for("update");
}

/**
 * The record was found. Answers false where there is no such row. Throws AlreadyTaken where another tenant
 * has proven the domain, and nothing is changed.
 */
export async function proveMailDomain(tx: ControlTx, key: Key, actor: Actor): Promise<boolean> {
  const now = sql`now()`;
  const proven = { provenAt: sql`coalesce(${mailDomains.provenAt}, now())`, foundAt: now, checkedAt: now };
  const before = await getMailDomain(tx, key);
  const [row] = await tx
    .update(mailDomains)
    .set(proven)
    .where(isRow(key))
    .returning({ domain: mailDomains.domain });
  if (!row) return false;
  if (before?.provenAt) return true;
  const { tenantId } = key;
  await recordAudit(tx, { actor, action: "mail-domain.prove", tenantId, detail: { domain: row.domain } });
  return true;
}

/** The DNS answered, and the record was not there. What is proven stays it for its days of grace. */
export async function noteMailDomainMissing(tx: ControlTx, key: Key): Promise<void> {
  await tx.update(mailDomains).set({ checkedAt: sql`now()` }).where(isRow(key));
}

/** Answers false where there is no such row. */
export async function changeAdmission(
  tx: ControlTx,
  { admission, actor, ...key }: Key & { admission: Admission; actor: Actor },
): Promise<boolean> {
  const [row] = await tx
    .update(mailDomains)
    .set({ admission })
    .where(isRow(key))
    .returning({ domain: mailDomains.domain });
  if (!row) return false;
  const detail = { domain: row.domain, admission };
  await recordAudit(tx, { actor, action: "mail-domain.change", tenantId: key.tenantId, detail });
  return true;
}

/** Whoever came in by it stays. Answers the domain, undefined where there is no such row. */
export async function removeMailDomain(tx: ControlTx, key: Key, actor: Actor): Promise<string | undefined> {
  const [row] = await tx.delete(mailDomains).where(isRow(key)).returning({ domain: mailDomains.domain });
  if (!row) return undefined;
  const { tenantId } = key;
  await recordAudit(tx, { actor, action: "mail-domain.remove", tenantId, detail: { domain: row.domain } });
  return row.domain;
}
