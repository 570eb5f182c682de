/** Proofs are looked at again: one that is gone for days ends, and what it opened closes. */
import { and, asc, eq, isNotNull, lt, sql } from "drizzle-orm";
import { recordAudit, SYSTEM } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { PROOF_GRACE_DAYS } from "./mail-domain-choices.ts";
import { mailDomains } from "./schema/mail-domains.ts";

/** What the DNS said: the record; that there is none; nothing that can be believed. */
export type DnsAnswer = "found" | "missing" | "unknown";

/** Of a domain whose name servers do not answer either, nobody proves anything for longer. @internal */
export const UNANSWERED_DAYS = 30;
/** A proof that was found within this is not looked at again. @internal */
export const PROOF_FRESH_HOURS = 20;

export type DueProof = { id: string; tenantId: string; domain: string; verificationToken: string };

const hoursAgo = (hours: number) => sql`now() - make_interval(hours => ${hours})`;
const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`;

/** Proofs to look at, by id, after the one that was looked at last. */
export const listDueProofs = (
  tx: ControlTx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<DueProof[]> =>
  tx
    .select({
      id: mailDomains.id,
      tenantId: mailDomains.tenantId,
      domain: mailDomains.domain,
      verificationToken: mailDomains.verificationToken,
    })
    .from(mailDomains)
    .where(
      and(
        isNotNull(mailDomains.provenAt),
        lt(mailDomains.foundAt, hoursAgo(PROOF_FRESH_HOURS)),
        after ? sql`${mailDomains.id} > ${after}` : undefined,
      ),
    )
    .orderBy(asc(mailDomains.id))
    .limit(limit);

/** Answers whether the proof ended by it. */
export async function noteRecheck(tx: ControlTx, { id }: DueProof, answer: DnsAnswer): Promise<boolean> {
  const isProven = and(eq(mailDomains.id, id), isNotNull(mailDomains.provenAt));
  const now = sql`now()`;
  if (answer === "found") {
    await tx.update(mailDomains).set({ foundAt: now, checkedAt: now }).where(isProven);
    return false;
  }
  if (answer === "missing") await tx.update(mailDomains).set({ checkedAt: now }).where(isProven);
  const isOver = lt(mailDomains.foundAt, daysAgo(answer === "missing" ? PROOF_GRACE_DAYS : UNANSWERED_DAYS));
  const [ended] = await tx
    .update(mailDomains)
    .set({ provenAt: null })
    .where(and(isProven, isOver))
    .returning({ tenantId: mailDomains.tenantId, domain: mailDomains.domain });
  if (!ended) return false;
  const { tenantId, domain } = ended;
  await recordAudit(tx, { actor: SYSTEM, action: "mail-domain.lapse", tenantId, detail: { domain } });
  return true;
}
