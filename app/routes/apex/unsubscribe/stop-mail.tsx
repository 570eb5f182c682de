import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type StopMailProps = {
  of: "all" | "kind" | "subject";
  /** Of a kind: what it tells. */
  what: string;
  isMailed: boolean;
};

/** What the link stops, or has stopped, and the button that does it or takes it back. */
export function StopMail({ of, what, isMailed }: StopMailProps) {
  const { t } = useTranslation();
  const now = isMailed ? "on" : "off";
  return (
    <Page title={t(`unsubscribe.${now}.title`)} lead={t(`unsubscribe.${now}.${of}`, { what })} width="form">
      <p className="text-base text-muted">{t("unsubscribe.app")}</p>
      <Form method="post">
        <input type="hidden" name="choice" value={isMailed ? "stop" : "start"} />
        {isMailed ? (
          <SubmitButton pendingLabel={t("unsubscribe.stopping")}>{t("unsubscribe.stop")}</SubmitButton>
        ) : (
          <SubmitButton variant="secondary" pendingLabel={t("unsubscribe.starting")}>
            {t("unsubscribe.start")}
          </SubmitButton>
        )}
      </Form>
    </Page>
  );
}
