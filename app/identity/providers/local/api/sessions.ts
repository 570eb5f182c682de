import { getLocalSession } from "#app/db.local.server.ts";
import { endSession } from "../changes.ts";
import { sessionJson } from "../shapes.ts";
import { type ApiRoutes, found, param } from "./router.ts";

export const sessionRoutes: ApiRoutes = {
  "GET /sessions/:id": async (call) =>
    sessionJson(found(await call.controlDb.read((tx) => getLocalSession(tx, param(call, 0))))),
  "POST /sessions/:id/revoke": async (call) => {
    const id = param(call, 0);
    const session = await call.controlDb.write(async (tx) => {
      const revoked = await endSession(tx, id, "revoked");
      return revoked ?? getLocalSession(tx, id);
    });
    return sessionJson(found(session));
  },
};
