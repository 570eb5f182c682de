/**
 * Coming in without asking: for whoever's verified address is of a domain that the tenant has proven, where
 * its owners say so. Whoever was in before, is kept out or was declined is somebody about whom people have
 * decided: they ask like everybody else.
 */
import { and, eq, exists, isNotNull, notExists, sql } from "drizzle-orm";
import type { Role } from "../routing/tenant.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { JOIN_ACCEPTED_JOB, type MadeAcceptance } from "./join-acceptances.ts";
import { JOIN_REQUEST_DAYS } from "./join-requests.ts";
import { lockOwners } from "./member-changes.ts";
import { addMembershipHere } from "./memberships.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { mailDomains } from "./schema/mail-domains.ts";
import { memberships } from "./schema/people.ts";
import { tenants } from "./schema/tenants.ts";

type Wanted = { slug: string; userId: string; domain: string };

/** The tenant that is open to this person; undefined where there is none, or it is not. */
export async function findOpenTenant(
  tx: ControlTx,
  { slug, userId, domain }: Wanted,
): Promise<{ id: string; name: string } | undefined> {
  const isOpen = tx
    .select({ id: mailDomains.id })
    .from(mailDomains)
    .where(
      and(
        eq(mailDomains.tenantId, tenants.id),
        eq(mailDomains.domain, domain),
        eq(mailDomains.admission, "joins"),
        isNotNull(mailDomains.provenAt),
      ),
    );
  const wasIn = tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenants.id), eq(memberships.userId, userId)));
  const wasDeclined = tx
    .select({ id: joinRequests.id })
    .from(joinRequests)
    .where(
      and(
        eq(joinRequests.userId, userId),
        eq(joinRequests.tenantId, tenants.id),
        eq(joinRequests.status, "declined"),
        sql`${joinRequests.createdAt} > now() - make_interval(days => ${JOIN_REQUEST_DAYS})`,
      ),
    );
  const [open] = await tx
    .select({ id: tenants.id, name: tenants.name })
    .from(tenants)
    .where(
      and(
        eq(tenants.slug, slug),
        eq(tenants.status, "active"),
        exists(isOpen),
        notExists(wasIn),
        notExists(wasDeclined),
      ),
    );
  return open;
}

type Person = { id: string; email: string; firstName: string | null; lastName: string | null };
type Joining = { person: Person; slug: string; domain: string; role: Role; actor: Actor };

/**
 * A member from this moment; the provider is told afterwards, and a job follows that does it, should this
 * process end. Answers undefined where the tenant is not open to them (any more).
 */
export async function joinByDomain(
  tx: ControlTx,
  { person, slug, domain, role, actor }: Joining,
): Promise<MadeAcceptance | undefined> {
  const wanted = { slug, userId: person.id, domain };
  const found = await findOpenTenant(tx, wanted);
  if (!found) return undefined;
  const tenantId = found.id;
  await lockOwners(tx, tenantId);
  await tx
    .select({ id: mailDomains.id })
    .from(mailDomains)
    .where(and(eq(mailDomains.tenantId, tenantId), eq(mailDomains.domain, domain)))
    .for("share");
  // Whatever was decided while this one waited counts.
  if ((await findOpenTenant(tx, wanted))?.id !== tenantId) return undefined;
  const id = await acceptByItself(tx, { tenantId, person, slug, role });
  const key = { tenantId, userId: person.id };
  await addMembershipHere(tx, key, role);
  await recordAudit(tx, {
    actor,
    action: "join.domain",
    tenantId,
    detail: { userId: person.id, role, domain },
  });
  await enqueue(tx, { name: JOIN_ACCEPTED_JOB, payload: { requestId: id } });
  return { key, id, role, isNew: true, isFirst: true };
}

/** The request that waits, or one that is made for it: accepted, and by nobody. Answers its id. */
async function acceptByItself(
  tx: ControlTx,
  { tenantId, person, slug, role }: { tenantId: string; person: Person; slug: string; role: Role },
): Promise<string> {
  const { id: userId, email, firstName, lastName } = person;
  const accepted = { tenantId, status: "accepted" as const, role, deciderId: null, decidedAt: new Date() };
  const isPending = and(
    eq(joinRequests.userId, userId),
    eq(joinRequests.slug, slug),
    eq(joinRequests.status, "pending"),
  );
  const [waiting] = await tx
    .update(joinRequests)
    .set(accepted)
    .where(isPending)
    .returning({ id: joinRequests.id });
  if (waiting) return waiting.id;
  const [made] = await tx
    .insert(joinRequests)
    .values({ ...accepted, slug, userId, email, firstName, lastName })
    .returning({ id: joinRequests.id });
  return made?.id ?? "";
}
