import { RelativeTime } from "#app/components/relative-time.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { loadMail } from "#app/identity/outbox.server.ts";
import type { Route } from "./+types/mail.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  return loadMail(context.get(dataTierContext), params.mailId);
}

export default function MailPage({ loaderData: mail }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={mail.subject} crumbs={[{ to: "/outbox", label: t("outbox.title") }]} width="column">
      <Facts id="mail" title={t("outbox.mail")}>
        <Fact term={t("outbox.to")}>
          <bdi>{mail.to}</bdi>
        </Fact>
        <Fact term={t("outbox.sentAt")}>
          <RelativeTime at={mail.sentAt} />
        </Fact>
      </Facts>
      <Card className="px-4 py-4">
        <p dir="auto" className="text-base whitespace-pre-wrap wrap-anywhere">
          <WithLinks text={mail.text} />
        </p>
      </Card>
      <details className="rounded border bg-surface px-4 py-3">
        <summary className="cursor-pointer font-medium">{t("outbox.html")}</summary>
        <pre className="mt-3 text-xs whitespace-pre-wrap wrap-anywhere">{mail.html}</pre>
      </details>
    </Page>
  );
}

const LINK = /(https?:\/\/\S+)/;

/** Every second part of the text is an address. */
const WithLinks = ({ text }: { text: string }) =>
  text.split(LINK).map((part, at) =>
    at % 2 === 1 ? (
      <a key={part} href={part} className="font-medium text-accent-text underline underline-offset-2">
        {part}
      </a>
    ) : (
      part
    ),
  );
