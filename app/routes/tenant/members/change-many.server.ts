/** One change to several members, with an answer for each. */
import type { data, RouterContextProvider } from "react-router";
import { dataTierContext, memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { listMembersById, type MemberRow } from "#app/db.people.server.ts";
import { LastOwner, type Role, RoleBeyondReach } from "#app/db.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { ownsAlone } from "#app/identity/member-activity.server.ts";
import { ProviderUnavailable, RoleNotOffered } from "#app/identity/provider-errors.ts";
import { log } from "#app/telemetry/log.server.ts";
import type { BulkAct } from "./bulk-acts.ts";
import { changeActivityHere } from "./change-activity.server.ts";
import { changeMemberHere } from "./change-member.server.ts";

/**
 * What became of one person. `gone`: not in the workspace any more; `notReached`: the provider did not
 * answer, and nothing was changed.
 */
export type BulkOutcome =
  | "done"
  | "lastOwner"
  | "aboveYou"
  | "yourself"
  | "notOffered"
  | "gone"
  | "failed"
  | "notReached";
export type BulkAnswer = { id: string; name: string; outcome: BulkOutcome };

type Wanted = { person: string[]; act: BulkAct; role?: Role | undefined };

/**
 * Person by person, in the order of the list: what was done stays done, whatever becomes of the next. Nobody
 * changes themselves so: who works through a list shall not lock themselves out.
 */
export async function changeMany(
  context: Readonly<RouterContextProvider>,
  { person, act, role }: Wanted,
): Promise<BulkAnswer[]> {
  const ids = [...new Set(person)];
  const members = await context.get(tenantDbContext).read((tx) => listMembersById(tx, ids));
  const answers: BulkAnswer[] = [];
  let isReached = true;
  for (const member of members) {
    const outcome: BulkOutcome = isReached
      ? await outcomeFor(context, member, () => change(context, member.id, act, role))
      : "notReached";
    // Nobody waits for a provider that does not answer once for each person.
    isReached = outcome !== "notReached";
    answers.push({ id: member.id, name: personName(member), outcome });
  }
  return answers;
}

function change(context: Readonly<RouterContextProvider>, id: string, act: BulkAct, role: Role | undefined) {
  switch (act) {
    case "role":
      return changeMemberHere(context, id, role);
    case "remove":
      return changeMemberHere(context, id, undefined);
    case "deactivate":
      return changeActivityHere(context, id, false);
    case "reactivate":
      return changeActivityHere(context, id, true);
  }
}

async function outcomeFor(
  context: Readonly<RouterContextProvider>,
  { id }: MemberRow,
  work: () => Promise<void>,
): Promise<BulkOutcome> {
  if (id === context.get(memberContext).id)
    return (await ownsAlone(context.get(dataTierContext), context.get(tenantContext), id))
      ? "lastOwner"
      : "yourself";
  try {
    await work();
    return "done";
  } catch (error) {
    const outcome = refusalOf(error);
    // What was done to the others is told all the same.
    if (!outcome) log.error({ err: error, member: id }, "one of several members could not be changed");
    return outcome ?? "failed";
  }
}

/** Undefined where it is no refusal. */
function refusalOf(error: unknown): BulkOutcome | undefined {
  if (error instanceof LastOwner) return "lastOwner";
  if (error instanceof RoleBeyondReach) return "aboveYou";
  if (error instanceof RoleNotOffered) return "notOffered";
  if (error instanceof ProviderUnavailable) return "notReached";
  return isNotFound(error) ? "gone" : undefined;
}

type Thrown = ReturnType<typeof data<null>>;
const isNotFound = (error: unknown): boolean => (error as Thrown | undefined)?.init?.status === 404;
