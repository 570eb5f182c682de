import { data, redirect } from "react-router";
import type { PlainHandle } from "#app/components/plain-handle.ts";
import { PageTitle } from "#app/components/ui/page-title.tsx";
import { requestContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { getUser } from "#app/identity/current-user.server.ts";
import { Landing } from "#app/routes/apex/landing/landing.tsx";
import { PublicHead } from "#app/routes/apex/landing/public-head.tsx";
import { ApexShell } from "#app/routes/apex/shell/apex-shell.tsx";
import { shellUser } from "#app/routes/apex/shell/shell-user.server.ts";
import type { Route } from "./+types/home.ts";

/** Nothing on it needs a script. */
export const handle: PlainHandle = { isPlain: true };

/** The one path that all areas have. */
export async function loader(args: Route.LoaderArgs) {
  const { area } = args.context.get(requestContext);
  if (area === "tenant") throw redirect("/dashboard");
  if (area === "platform") throw redirect("/platform");
  if (area !== "apex") throw data(null, { status: 404 });
  const user = await getUser(args);
  const { host, origin } = env.baseUrl;
  return { host, origin, writeTo: env.SUPPORT_EMAIL, user: shellUser(user) };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { user, host, origin, writeTo } = loaderData;
  const { t } = useTranslation();
  return (
    <ApexShell user={user} isLanding>
      <PageTitle>{t("landing.title")}</PageTitle>
      <PublicHead origin={origin} />
      <Landing isSignedIn={user !== null} host={host} writeTo={writeTo} />
    </ApexShell>
  );
}
