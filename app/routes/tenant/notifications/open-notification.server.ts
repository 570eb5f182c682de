import { data, type RouterContextProvider } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { openNotification } from "#app/db.tenant.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { notificationId } from "./notification-rules.ts";
import { receiverOf } from "./receiver.server.ts";

/** Marks it read, and answers what it is about. 404 for what is another's, beyond reach, or no id at all. */
export async function openNotificationHere(
  context: Readonly<RouterContextProvider>,
  param: string | undefined,
) {
  const id = notificationId.safeParse(param);
  if (!id.success) throw data(null, { status: 404 });
  const receiver = receiverOf(context.get(memberContext), context);
  return requireFound(
    await context.get(tenantDbContext).write((tx) => openNotification(tx, receiver, Number(id.data))),
  );
}
