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

/** Proofs whose records are asked for side by side: one that nobody answers for costs seconds. */
const PROOFS_AT_ONCE = 8;

/** Silent name servers are their domain's alone: the others are asked for all the same. */
export async function recheckMailDomains(tier: DataTier, stopping?: AbortSignal): Promise<void> {
  let after: string | undefined;
  const answers = new Set<DnsAnswer>();
  while (!stopping?.aborted) {
    const page = { after, limit: PROOFS_AT_ONCE };
    const proofs = await tier.controlDb.read((tx) => listDueProofs(tx, page));
    for (const answer of await recheck(tier, proofs)) answers.add(answer);
    after = proofs.at(-1)?.id;
    if (proofs.length < PROOFS_AT_ONCE) break;
  }
  const isUnanswered = answers.size === 1 && answers.has("unknown");
  if (isUnanswered) log.warn("no mail domain is found or missed: no DNS answers");
}

async function recheck(tier: DataTier, proofs: DueProof[]): Promise<DnsAnswer[]> {
  const asked = proofs.map(async (proof): Promise<[DueProof, DnsAnswer]> => {
    const { name, text } = proofRecord(proof);
    return [proof, await findTxt(name, text)];
  });
  const answered = await Promise.all(asked);
  for (const [proof, answer] of answered) await note(tier, proof, answer);
  return answered.map(([, answer]) => answer);
}

async function note(tier: DataTier, proof: DueProof, answer: DnsAnswer): Promise<void> {
  const isEnded = await tier.controlDb.write((tx) => noteRecheck(tx, proof, answer));
  if (isEnded) log.info({ tenantId: proof.tenantId, domain: proof.domain }, "proof of a mail domain ended");
}
