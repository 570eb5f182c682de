/**
 * The stand-in and the jobs that follow it, without a queue in between: a test delivers its messages as it
 * likes.
 */
import { type ControlTx, getTenantByOrganization, recordWebhookEvent, type Tenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { addOrganization, addUser } from "#app/identity/providers/local/changes.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { openDataTier } from "#db/data-tier.ts";
import { members } from "#db/tenant/schema.ts";
import { keptQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { processWebhookEvent } from "../webhook-event.ts";

export type Message = { id: string; body: Record<string, unknown> };
export type Inbox = Awaited<ReturnType<typeof openInbox>>;

/** The stand-in's own deliveries go nowhere where PORT is one that nobody listens on. */
export async function openInbox() {
  const scratch = await scratchDataTier();
  const tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
  let delivered = 0;
  let people = 0;

  const read = <T>(work: (tx: ControlTx) => Promise<T>) => tier.controlDb.read(work);
  /** Each in a millisecond of its own, the unit of the provider's clock: equal moments have no order. */
  const write = async <T>(work: (tx: ControlTx) => Promise<T>) => {
    await new Promise((resolve) => setTimeout(resolve, 3));
    return tier.controlDb.write(work);
  };
  /** As the endpoint does: once, however often it is sent. */
  const record = ({ id, body }: Message) =>
    tier.controlDb.write((tx) => recordWebhookEvent(tx, { id, type: String(body.type), payload: body }));
  /** One attempt at one message. */
  const attempt = async (message: Message): Promise<void> => {
    await record(message);
    await processWebhookEvent(tier, { eventId: message.id });
  };

  const newPerson = () => {
    const number = people++;
    return write((tx) =>
      addUser(tx, { email: `p${number}@example.com`, firstName: `P${number}`, lastName: "Person" }),
    );
  };

  return {
    tier,
    read,
    write,
    record,
    attempt,
    newPerson,
    /** What the stand-in sent since the last time. */
    async takeMessages(): Promise<Message[]> {
      const text = "select message_id as id, body from local_identity.outbox order by position offset $1";
      const fresh = await keptQuery<Message>(tier, text, [delivered]);
      delivered += fresh.length;
      return fresh;
    },
    /** Each message until it is done, as the queue would; those that must wait go to the end. */
    async deliver(messages: Message[]): Promise<void> {
      const waiting = [...messages];
      for (let attempts = 0; waiting.length > 0; attempts++) {
        if (attempts > messages.length * 5)
          throw new Error(`Stuck with ${waiting.map(({ body }) => String(body.type)).join()}`);
        const message = waiting.shift() as Message;
        await attempt(message).catch(() => waiting.push(message));
      }
    },
    async newOrganization(plan: "standard" | "enterprise" = "standard") {
      const creator = await newPerson();
      const slug = `org-${people++}-x`;
      const organization = await write((tx) =>
        addOrganization(tx, { slug, name: slug, createdBy: creator.id, privateMetadata: { plan } }),
      );
      return { creator, organization };
    },
    tenantOf: async (organizationId: string) =>
      (await read((tx) => getTenantByOrganization(tx, organizationId))) as Tenant,
    /** Who is in, by id: `First role`. */
    async membersOf(tenant: Tenant): Promise<Record<string, string>> {
      const rows = await tier.tenantRouter.connect(tenant).read((tx) => tx.select().from(members));
      return Object.fromEntries(
        rows.filter((row) => row.isActive).map((row) => [row.id, `${row.firstName} ${row.role}`]),
      );
    },
    async close() {
      await localIdentity().stop();
      await Promise.all([tier.close(), scratch.close()]);
    },
  };
}
