/** One file of a workspace's data, handed out to an owner. */
import { redirect } from "react-router";
import { tenantContext, tenantControlContext, tenantDbContext } from "#app/context.ts";
import { recordDownload, requireOwnerNow } from "#app/db.server.ts";
import { getReadyExport, type ReadyExport, readChunk } from "#app/db.tenant.server.ts";
import { download } from "#app/http/csv.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { fileName } from "../exports/file-name.ts";
import { memberActor } from "../members/member-actor.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/downloads.ts";
import { dataExportNav } from "./data-export-nav.ts";

/** A file is asked for by a form, because it leaves an entry; this is where a sign-in comes back to. */
export const loader = () => redirect(dataExportNav.to);

export async function action(args: Route.ActionArgs) {
  const { context, request, params } = args;
  const owner = requireOwner(context);
  await readForm(request, noFields);
  await requireRecentSignIn(args);
  await limit("exports", owner.id);
  const db = context.get(tenantDbContext);
  const id = requireUuid(params.exportId);
  const ready = requireFound(await db.read((tx) => getReadyExport(tx, id)));
  const control = context.get(tenantControlContext);
  const { id: tenantId, name: workspace } = context.get(tenantContext);
  const key = { tenantId, exportId: id, ownerId: owner.id };
  await control.write((tx) => recordDownload(tx, { ...key, actor: memberActor(context) }));
  const { t } = await getI18n(context);
  const name = fileName(workspace, t("dataExport.fileName"), ready.createdAt);
  // A file that is read slowly ends with the right to it.
  const mayStill = () => control.read((tx) => requireOwnerNow(tx, tenantId, owner.id));
  const chunk = (ordinal: number) => db.read((tx) => readChunk(tx, ready, ordinal));
  return download(kindOf(ready, name), pieces(ready, { chunk, mayStill }));
}

const kindOf = ({ format }: ReadyExport, name: string) =>
  format === "json"
    ? { name: `${name}.json`, type: "application/json" }
    : { name: `${name}.tar.gz`, type: "application/gzip", isBinary: true };

type Reading = {
  chunk(ordinal: number): Promise<Buffer | undefined>;
  mayStill(): Promise<void>;
};

/** Throws where the file is gone before its end: half of it is not taken for the whole. */
async function* pieces({ bytes }: ReadyExport, { chunk, mayStill }: Reading): AsyncGenerator<Buffer> {
  let sent = 0;
  for (let ordinal = 0; sent < bytes; ordinal++) {
    await mayStill();
    const piece = await chunk(ordinal);
    if (!piece) throw new Error("The export is gone.");
    sent += piece.length;
    yield piece;
  }
}
