/** The end of a window: whatever waits for somebody in one tenant by now, and was in no mail, is one mail. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { BUNDLE_JOB, queueMails } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { waitsForMail } from "#app/db.tenant.server.ts";
import { bundleChoice, bundleReceiver } from "#app/mail/bundle-receiver.server.ts";
import { tenantJob } from "./tenant-job.ts";

const Payload = z.looseObject({ userId: z.string() });

/**
 * Leaves a mail to be sent, and says nothing of what is in it: that is read when it goes out. A mail that is
 * queued a second time finds nothing to tell.
 */
export const bundleNotifications = (tier: DataTier) =>
  tenantJob(tier, BUNDLE_JOB, async ({ id: tenantId }, tenantDb, payload) => {
    const { userId } = Payload.parse(payload);
    const choice = await bundleChoice(tier, { tenantId, userId });
    if (!choice) return;
    const waits = await tenantDb.read(async (tx) => {
      const receiver = await bundleReceiver(tx, userId, choice);
      return receiver !== undefined && waitsForMail(tx, receiver);
    });
    if (!waits) return;
    const mail = { kind: "notifications.bundled" as const, tenantId, userId, aboutId: randomUUID() };
    await tier.controlDb.write((tx) => queueMails(tx, mail));
  });
