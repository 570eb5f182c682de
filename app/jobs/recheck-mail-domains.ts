/** Every night the proofs of mail domains are looked at again: one that is gone for days ends. */
import { type DnsAnswer, type DueProof, listDueProofs, noteRecheck } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { findTxt } from "#app/dns/txt-records.server.ts";
import { proofRecord } from "#app/identity/mail-domain.server.ts";
import { log } from "#app/telemetry/log.server.ts";

export const RECHECK_MAIL_DOMAINS_JOB = "recheck-mail-domains";

export const mailDomainsCrontab = `
47 2 * * * ${RECHECK_MAIL_DOMAINS_JOB} ?max=3
`;

/** Proofs that are read together; their records are asked for one after the other. */
const PROOFS_AT_ONCE = 50;

/** So many in a row say nothing: it is we who cannot ask. The next night asks again. @internal */
export const MAX_UNANSWERED = 20;

export async function recheckMailDomains(tier: DataTier, stopping?: AbortSignal): Promise<void> {
  let after: string | undefined;
  let unanswered = 0;
  for (;;) {
    const page = { after, limit: PROOFS_AT_ONCE };
    const proofs = await tier.controlDb.read((tx) => listDueProofs(tx, page));
    for (const proof of proofs) {
      if (stopping?.aborted) return;
      const answer = await recheck(tier, proof);
      unanswered = answer === "unknown" ? unanswered + 1 : 0;
      if (unanswered >= MAX_UNANSWERED) return log.warn("mail domains are not looked for: no DNS answers");
    }
    after = proofs.at(-1)?.id;
    if (proofs.length < PROOFS_AT_ONCE) return;
  }
}

async function recheck(tier: DataTier, proof: DueProof): Promise<DnsAnswer> {
  const { name, text } = proofRecord(proof);
  const answer = await findTxt(name, text);
  const isEnded = await tier.controlDb.write((tx) => noteRecheck(tx, proof, answer));
  if (isEnded) log.info({ tenantId: proof.tenantId, domain: proof.domain }, "proof of a mail domain ended");
  return answer;
}
