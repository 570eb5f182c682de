import { data, type RouterContextProvider } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { getNotification, openNotification } from "#app/db.tenant.server.ts";
import { isReadOnly } from "#app/http/read-only.server.ts";
import { notificationId } from "./notification-rules.ts";
import { receiverOf } from "./receiver.server.ts";

/**
 * Marks it read, unless nothing is written now, and answers what it is about. Undefined for what is
 * another's, beyond reach, or gone, as one is that was told anew since; 404 for what is no id at all.
 */
export async function openNotificationHere(
  context: Readonly<RouterContextProvider>,
  param: string | undefined,
) {
  const id = notificationId.safeParse(param);
  if (!id.success) throw data(null, { status: 404 });
  const receiver = receiverOf(context.get(memberContext), context);
  const db = context.get(tenantDbContext);
  if (isReadOnly(db)) return db.read((tx) => getNotification(tx, receiver, Number(id.data)));
  return db.write((tx) => openNotification(tx, receiver, Number(id.data)));
}
