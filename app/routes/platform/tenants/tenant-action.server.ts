/** What the pages of all actions on a tenant have in common: what they load, and how they act. */

import { data, type RouterContextProvider, redirect } from "react-router";
import type { z } from "zod";
import { dataTierContext } from "#app/context.ts";
import { MoveRefused } from "#app/db.move.server.ts";
import {
  type Actor,
  AlreadyTaken,
  type DataTier,
  DELETED_GRACE_DAYS,
  FREED_SLUG_DAYS,
  LifecycleRefused,
  PersonUnknown,
  SlugRefused,
  type Tenant,
} from "#app/db.server.ts";
import { allows } from "#app/db.shared.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { message } from "#app/i18n/message.ts";
import type { ConsoleAction } from "#app/routes/platform/tenants/tenant-actions.ts";
import { staffActor } from "../parts/staff-actor.server.ts";
import { ledToJournal } from "./failed-work.server.ts";
import { requireTenant } from "./require-tenant.server.ts";

type Args = { request: Request; params: { tenantId: string }; context: Readonly<RouterContextProvider> };

export async function loadTenantAction({ context, params }: Omit<Args, "request">, action: ConsoleAction) {
  const tier = context.get(dataTierContext);
  const tenant = await requireTenant(tier, params.tenantId);
  const { id, slug, name, status, plan, readOnlyUntil, readOnlyNotice } = tenant;
  const isAllowed = allows(status, action);
  const loaded = {
    tenant: { id, slug, name, status, plan, readOnlyUntil, readOnlyNotice },
    host: new URL(tenantOrigin(slug)).host,
    days: action === "rename" ? FREED_SLUG_DAYS : DELETED_GRACE_DAYS,
    isAllowed,
  };
  return data(loaded, { status: isAllowed ? 200 : 409 });
}

type Work<T> = {
  action: ConsoleAction;
  schema: (tenant: Tenant) => z.ZodType<T>;
  /** Answers what the tenant is called afterwards, where that is something else. */
  work: (tier: DataTier, tenant: Tenant, input: T, actor: Actor) => Promise<unknown>;
  nameAfter?: (input: T) => string;
  /** Work in steps: where one fails, the journal of the tenant says why. */
  isJournaled?: true;
};

/** Does it and leads back to the tenant; or answers what was refused, and why. */
export async function runTenantAction<T>({ request, params, context }: Args, options: Work<T>) {
  const tier = context.get(dataTierContext);
  const tenant = await requireTenant(tier, params.tenantId);
  const submission = await readForm(request, options.schema(tenant));
  if (submission.status !== "success")
    return data(submission.reply(), { status: allows(tenant.status, options.action) ? 400 : 409 });
  try {
    await options.work(tier, tenant, submission.value, staffActor(context));
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused && options.isJournaled) return ledToJournal(tenant, error);
    if (!refused) throw error;
    const { status, ...refusal } = refused;
    return data(submission.reply(refusal), { status });
  }
  const name = options.nameAfter?.(submission.value) ?? tenant.slug;
  const cookie = await flashCookie({ key: `platform.actions.${options.action}.done`, name });
  return redirect(`/platform/tenants/${tenant.id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

type Refusal = { status: number; formErrors?: string[]; fieldErrors?: Record<string, string[]> };

/** In the form's words; undefined where it is no refusal. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof LifecycleRefused) {
    const why = message(`platform.actions.refused.${error.reason}`, { days: DELETED_GRACE_DAYS });
    return { status: error.status, formErrors: [why] };
  }
  if (error instanceof SlugRefused) {
    const key = error.verdict === "format" ? "slugFormat" : "slugReserved";
    return { status: error.status, fieldErrors: { slug: [`platform.actions.rename.${key}`] } };
  }
  if (error instanceof AlreadyTaken) {
    return { status: error.status, fieldErrors: { slug: ["platform.actions.rename.slugTaken"] } };
  }
  if (error instanceof MoveRefused)
    return {
      status: error.status,
      formErrors: [message("platform.actions.move.refused", { why: error.message })],
    };
  if (error instanceof PersonUnknown)
    return { status: error.status, fieldErrors: { person: ["platform.actions.owner.unknown"] } };
  return undefined;
}
