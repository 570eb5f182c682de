/** Somebody asks to be let in: whoever may answer gets a mail. */
import { z } from "zod";
import { queueAskMails } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { ROLES } from "#app/db.shared.ts";
import { mayInvite } from "#app/permissions.ts";

const Payload = z.object({ requestId: z.uuid() });

export async function joinAsked(tier: DataTier, payload: unknown): Promise<void> {
  const { requestId } = Payload.parse(payload);
  await tier.controlDb.write((tx) =>
    queueAskMails(tx, requestId, (whoInvites) =>
      ROLES.filter((role) => mayInvite({ id: "", role }, whoInvites)),
    ),
  );
}
