import { z } from "zod";
import {
  getLocalOrganization,
  getLocalUser,
  type LocalMembership,
  listAllLocalMemberships,
  listLocalMemberships,
} from "#app/db.local.server.ts";
import { AlreadyTaken } from "#app/db.server.ts";
import { addMembership, changeMembership, removeMembership } from "../changes.ts";
import { LOCAL_ROLES, listJson, membershipJson } from "../shapes.ts";
import { type ApiCall, ApiError, type ApiRoutes, found, param } from "./router.ts";
import { parseBody, parsePage } from "./schema.ts";

const role = z.enum(LOCAL_ROLES);
const NewMembership = z.object({ user_id: z.string().min(1), role });
const MembershipChange = z.object({ role });

export const membershipRoutes: ApiRoutes = {
  "GET /organization_memberships": async ({ controlDb, query }) => {
    const { memberships, total } = await controlDb.read((tx) =>
      listAllLocalMemberships(tx, parsePage(query)),
    );
    const toJson = ({ membership, organization, user }: (typeof memberships)[number]) =>
      membershipJson(membership, organization, user);
    return listJson(memberships.map(toJson), total);
  },
  "GET /organizations/:id/memberships": listMemberships,
  "POST /organizations/:id/memberships": async (call) => {
    const { user_id: userId, role } = parseBody(NewMembership, call.body);
    const added = call.controlDb.write(async (tx) => {
      const organization = found(await getLocalOrganization(tx, param(call, 0)));
      found(await getLocalUser(tx, userId));
      return addMembership(tx, { organizationId: organization.id, userId, role });
    });
    return added.catch((error: unknown) => {
      if (!(error instanceof AlreadyTaken)) throw error;
      throw new ApiError(400, "already_a_member_in_organization", "They are a member already.");
    });
  },
  "PATCH /organizations/:id/memberships/:user": async (call) => {
    const { role } = parseBody(MembershipChange, call.body);
    return found(await call.controlDb.write((tx) => changeMembership(tx, key(call), role)));
  },
  "DELETE /organizations/:id/memberships/:user": async (call) =>
    found(await call.controlDb.write((tx) => removeMembership(tx, key(call)))),
};

const key = (call: ApiCall) => ({ organizationId: param(call, 0), userId: param(call, 1) });

async function listMemberships(call: ApiCall): Promise<object> {
  const { query } = call;
  const { limit, offset, isOldestFirst } = parsePage(query);
  return call.controlDb.read(async (tx) => {
    const organization = found(await getLocalOrganization(tx, param(call, 0)));
    const [userId, roles] = [listOf(query, "user_id"), listOf(query, "role")];
    const rows = await listLocalMemberships(tx, {
      organizationId: organization.id,
      ...(userId.length > 0 && { userId }),
      ...(roles.length > 0 && { roles: LOCAL_ROLES.filter((each) => roles.includes(each)) }),
    });
    if (!isOldestFirst) rows.reverse();
    const toJson = async (row: LocalMembership) =>
      membershipJson(row, organization, found(await getLocalUser(tx, row.userId)));
    const page = rows.slice(offset, offset + limit);
    return listJson(await Promise.all(page.map(toJson)), rows.length);
  });
}

/** As the provider's library sends a list: a name for each item. */
const listOf = (query: URLSearchParams, name: string): string[] => [
  ...query.getAll(name),
  ...query.getAll(`${name}[]`),
];
