/**
 * What owners set for their workspace. Its name is at the identity provider first; the rest is of the
 * tenant's row, which its own pages do not reach.
 */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, memberContext, requestContext, tenantContext } from "#app/context.ts";
import {
  type Actor,
  changeLogo,
  changeSettings,
  findFreeSlug,
  renameTenant,
  requireOwnerNow,
} from "#app/db.server.ts";
import { identity } from "./identity.server.ts";

type Context = Readonly<RouterContextProvider>;
type Logo = NonNullable<Parameters<typeof changeLogo>[1]>;
type Settings = Parameters<typeof changeSettings>[1];

function ownerOf(context: Context) {
  const { id: userId } = context.get(memberContext);
  const { ip, id: requestId } = context.get(requestContext);
  const actor: Actor = { kind: "member", id: userId, ip, requestId };
  return { tenantId: context.get(tenantContext).id, userId, actor };
}

/**
 * Where the provider refuses nothing is changed. Its own message of the name comes later, and changes
 * nothing more. Throws ProviderUnavailable and RoleBeyondReach.
 */
export async function changeWorkspace(
  context: Context,
  { name, ...settings }: Settings & { name: string },
): Promise<void> {
  const tier = context.get(dataTierContext);
  const { name: before, organizationId } = context.get(tenantContext);
  const by = ownerOf(context);
  if (name !== before) {
    // Asked before the provider is told: what it has renamed cannot be refused any more.
    await tier.controlDb.read((tx) => requireOwnerNow(tx, by.tenantId, by.userId));
    if (organizationId) await identity.organizations.rename(organizationId, name);
    await renameTenant(tier, by.tenantId, { name, actor: by.actor, ownerId: by.userId });
  }
  if (await tier.controlDb.write((tx) => changeSettings(tx, settings, by)))
    tier.tenantRegistry.invalidate(by.tenantId);
}

/** Another logo, or none. Throws RoleBeyondReach for who is no owner at this moment. */
export async function changeWorkspaceLogo(context: Context, logo: Logo | undefined): Promise<void> {
  const tier = context.get(dataTierContext);
  const by = ownerOf(context);
  await tier.controlDb.write((tx) => changeLogo(tx, logo, by));
  tier.tenantRegistry.invalidate(by.tenantId);
}

/** Another address. Throws SlugRefused, AlreadyTaken, LifecycleRefused and RoleBeyondReach. */
export async function changeWorkspaceSlug(context: Context, slug: string): Promise<void> {
  const { tenantId, actor, userId } = ownerOf(context);
  await renameTenant(context.get(dataTierContext), tenantId, { slug, actor, ownerId: userId });
}

/** One near it that nobody has. */
export const freeSlugNear = (context: Context, wanted: string): Promise<string> =>
  context.get(dataTierContext).controlDb.read((tx) => findFreeSlug(tx, wanted));
