import { data, Outlet } from "react-router";
import { DraftKeeper } from "#app/components/drafts/draft-keeper.tsx";
import { KeptFormProvider } from "#app/components/ui/kept-form.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { memberContext } from "#app/context.ts";
import { takeArrivalNotes } from "#app/identity/arrival-notes.server.ts";
import { requireMember } from "#app/middleware/member.server.ts";
import { keepRefused, refuseWhileReadOnly } from "#app/middleware/read-only.server.ts";
import { LiveUpdates } from "#app/routes/tenant/live/live-updates.tsx";
import { useKeptOfVisit } from "#app/routes/tenant/live/use-kept-of-visit.ts";
import { SettingsTabs } from "#app/routes/tenant/settings/settings-tabs.tsx";
import { FlashBanner } from "#app/routes/tenant/shell/flash-banner.tsx";
import { shellOf } from "#app/routes/tenant/shell/shell-of.server.ts";
import { shownShell } from "#app/routes/tenant/shell/tenant-error.tsx";
import { TenantShell } from "#app/routes/tenant/shell/tenant-shell.tsx";
import type { Route } from "./+types/layout.ts";

export const middleware: Route.MiddlewareFunction[] = [requireMember, keepRefused, refuseWhileReadOnly];

/** Also makes client navigations pass the guard: without a loader they would not ask the server. */
export async function loader(args: Route.LoaderArgs) {
  const member = args.context.get(memberContext);
  const shell = await shellOf(args.context, member);
  // Read once, then gone: so not beside what may fail.
  const { notes, headers } = await takeArrivalNotes(args, member.id);
  return data({ ...shell, ...notes }, { headers });
}

export const handle: TitleHandle<Awaited<ReturnType<typeof loader>>["data"]> = {
  titlePart: (_t, loaderData) => loaderData?.tenant.name,
};

export default function TenantLayout({ loaderData }: Route.ComponentProps) {
  shownShell.useKeep(loaderData);
  const { flash: readFlash, kept: readKept, ...shell } = loaderData;
  const flash = useKeptOfVisit(readFlash);
  const kept = useKeptOfVisit(readKept);
  return (
    <TenantShell {...shell}>
      <LiveUpdates />
      <SettingsTabs member={shell.member} />
      {flash && <FlashBanner flash={flash} />}
      <KeptFormProvider values={kept}>
        <DraftKeeper owner={shell.member.id}>
          <Outlet />
        </DraftKeeper>
      </KeptFormProvider>
    </TenantShell>
  );
}

export { TenantError as ErrorBoundary } from "#app/routes/tenant/shell/tenant-error.tsx";
