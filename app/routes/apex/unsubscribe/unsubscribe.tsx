import { data, redirect } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { readForm } from "#app/http/form.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { kindText } from "#app/i18n/kind-text.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { isMailedNow, NothingToStop, setMailed } from "#app/mail/unsubscribe.server.ts";
import { readUnsubscription, UNSUBSCRIBE_PATH, type Unsubscription } from "#app/mail/unsubscribe-token.ts";
import type { Route } from "./+types/unsubscribe.ts";
import { StopMail } from "./stop-mail.tsx";
import { unsubscribeForm } from "./unsubscribe-rules.ts";

const TOKEN = "token";

/** Programs follow each link of a mail to see where it leads: looking changes nothing. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { asked, status } = read(url);
  if (!asked) return data(INVALID, { status });
  const isMailed = await orInvalid(() => isMailedNow(context.get(dataTierContext), asked));
  if (isMailed === undefined) return data(INVALID, { status: 404 });
  const { t } = await getI18n(context);
  const what = asked.of.what === "kind" ? kindText(t, asked.of.kind) : "";
  return data({ shown: { of: asked.of.what, what, isMailed } }, { status: 200 });
}

/**
 * The link's signature says who stops what: no cookie and no Origin counts for it. A program's one click is
 * answered at once, as RFC 8058 asks, and our own button with the page.
 */
export async function action({ request, context, url }: Route.ActionArgs) {
  const { asked, status } = read(url);
  if (!asked) return data(null, { status });
  const submission = await readForm(request, unsubscribeForm);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { choice } = submission.value;
  const tier = context.get(dataTierContext);
  const done = await orInvalid(() => setMailed(tier, asked, choice === "start").then(() => true));
  if (!done) return data(null, { status: 404 });
  return choice === undefined ? data(null) : redirect(`${UNSUBSCRIBE_PATH}${url.search}`, 303);
}

const INVALID = { shown: undefined };

/** 410: the link was good once. */
function read(url: URL): { asked?: Unsubscription; status: number } {
  const asked = readUnsubscription(url.searchParams.get(TOKEN));
  if (asked === undefined) return { status: 404 };
  return asked === "over" ? { status: 410 } : { asked, status: 200 };
}

async function orInvalid<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NothingToStop) return undefined;
    throw error;
  }
}

export default function Unsubscribe({ loaderData: { shown } }: Route.ComponentProps) {
  const { t } = useTranslation();
  if (shown) return <StopMail {...shown} />;
  return (
    <Page title={t("unsubscribe.invalid.title")} lead={t("unsubscribe.invalid.lead")} width="form">
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="/workspaces">{t("unsubscribe.invalid.workspaces")}</ButtonLink>
      </div>
    </Page>
  );
}
