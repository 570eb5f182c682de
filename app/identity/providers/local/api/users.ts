import { z } from "zod";
import {
  getLocalOrganization,
  getLocalUser,
  getLocalUserByEmail,
  type LocalMembership,
  type LocalUser,
  listLocalMemberships,
  listLocalUsers,
} from "#app/db.local.server.ts";
import { addUser, changeUser, removeUser } from "../changes.ts";
import { deletedJson, listJson, membershipJson, userJson } from "../shapes.ts";
import { type ApiCall, type ApiRoutes, found, param } from "./router.ts";
import { parseBody, parsePage } from "./schema.ts";

const name = z.string().max(256);
const NewUser = z.object({
  email_address: z.array(z.email()).min(1),
  first_name: name.default(""),
  last_name: name.default(""),
});
const UserChanges = z.object({ first_name: name.optional(), last_name: name.optional() });

export const userRoutes: ApiRoutes = {
  "GET /users": listUsers,
  "GET /users/count": async ({ controlDb }) => {
    const { total } = await controlDb.read((tx) => listLocalUsers(tx, { limit: 1, offset: 0 }));
    return { object: "total_count", total_count: total };
  },
  "POST /users": async ({ controlDb, body }) => {
    const { email_address: emails, first_name: firstName, last_name: lastName } = parseBody(NewUser, body);
    const email = found(emails[0]);
    return userJson(await controlDb.write((tx) => addUser(tx, { email, firstName, lastName })));
  },
  "GET /users/:id": async (call) =>
    userJson(found(await call.controlDb.read((tx) => getLocalUser(tx, param(call, 0))))),
  "PATCH /users/:id": async (call) => {
    const { first_name: firstName, last_name: lastName } = parseBody(UserChanges, call.body);
    const changes = {
      ...(firstName !== undefined && { firstName }),
      ...(lastName !== undefined && { lastName }),
    };
    return userJson(found(await call.controlDb.write((tx) => changeUser(tx, param(call, 0), changes))));
  },
  "DELETE /users/:id": async (call) => {
    const user = found(await call.controlDb.write((tx) => removeUser(tx, param(call, 0))));
    return deletedJson("user", user.id);
  },
  "GET /users/:id/organization_memberships": listMembershipsOfUser,
};

async function listUsers({ controlDb, query }: ApiCall): Promise<object> {
  const email = query.get("email_address") ?? query.getAll("email_address[]")[0];
  if (email) {
    const user = await controlDb.read((tx) => getLocalUserByEmail(tx, email));
    return (user ? [user] : []).map(userJson);
  }
  const { users } = await controlDb.read((tx) => listLocalUsers(tx, parsePage(query)));
  return users.map(userJson);
}

async function listMembershipsOfUser(call: ApiCall): Promise<object> {
  const userId = param(call, 0);
  return call.controlDb.read(async (tx) => {
    const user: LocalUser = found(await getLocalUser(tx, userId));
    const memberships = await listLocalMemberships(tx, { userId });
    const toJson = async (row: LocalMembership) =>
      membershipJson(row, found(await getLocalOrganization(tx, row.organizationId)), user);
    return listJson(await Promise.all(memberships.map(toJson)));
  });
}
