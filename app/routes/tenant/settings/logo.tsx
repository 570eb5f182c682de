import { data, Form, redirect } from "react-router";
import { Button, SubmitButton } from "#app/components/ui/button.tsx";
import { FieldErrors } from "#app/components/ui/field.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { tenantContext } from "#app/context.ts";
import { LOGO_MAX_BYTES, LOGO_MEDIA_TYPES } from "#app/db.shared.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { changeWorkspaceLogo } from "#app/identity/workspace-settings.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import { WorkspaceMark } from "../shell/workspace-mark.tsx";
import type { Route } from "./+types/logo.ts";
import { readLogo } from "./read-logo.server.ts";
import { PATHS, SETTINGS } from "./settings-nav.ts";

const KILOBYTE = 1_024;

export function loader({ context }: Route.LoaderArgs) {
  requireOwner(context);
  const { name, settings } = context.get(tenantContext);
  return { name, logo: settings.logo };
}

export async function action({ request, context }: Route.ActionArgs) {
  requireOwner(context);
  const read = await readLogo(request);
  if ("error" in read) return data(read, { status: 400 });
  await changeWorkspaceLogo(context, read.logo);
  const cookie = await flashCookie({ key: "settings.logo.saved", name: "" });
  return redirect(SETTINGS, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function Logo({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { name, logo } = loaderData;
  const errors = actionData ? [actionData.error] : [];
  return (
    <Page
      title={t("settings.logo.title")}
      lead={t("settings.logo.lead", { workspace: name })}
      crumbs={[{ to: SETTINGS, label: t("settings.general") }]}
      width="column"
    >
      <div className="flex flex-wrap items-center gap-4">
        <WorkspaceMark name={name} logo={logo} isLarge />
        {logo && (
          <Form method="post" action={`${PATHS.logo}/removals`}>
            <Button type="submit" variant="ghost">
              {t("settings.logo.remove")}
            </Button>
          </Form>
        )}
      </div>
      <Form method="post" encType="multipart/form-data" className="grid gap-5">
        <div className="grid gap-1.5">
          <label htmlFor="logo" className="font-medium">
            {t("settings.logo.file")}
          </label>
          <p id="logo-hint" className="text-muted">
            {t("settings.logo.hint", { kilobytes: LOGO_MAX_BYTES / KILOBYTE })}
          </p>
          <input
            type="file"
            id="logo"
            name="logo"
            required
            accept={LOGO_MEDIA_TYPES.join(",")}
            aria-describedby={errors.length > 0 ? "logo-error logo-hint" : "logo-hint"}
            aria-invalid={errors.length > 0 || undefined}
            className="w-full rounded border border-control/70 bg-surface p-2 text-sm file:mr-3 file:rounded file:border-0 file:bg-sunken file:px-3 file:py-1 file:font-medium file:text-ink"
          />
          <FieldErrors id="logo" errors={errors} />
        </div>
        <div className="border-t pt-5">
          <SubmitButton pendingLabel={t("settings.logo.uploading")}>{t("settings.logo.upload")}</SubmitButton>
        </div>
      </Form>
    </Page>
  );
}
