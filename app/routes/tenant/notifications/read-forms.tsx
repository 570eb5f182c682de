import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type Shown = { show: "unread" | undefined };

/** `upTo`: the newest on the page. */
export function MarkAllRead({ upTo, show }: Shown & { upTo: number }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action="/notifications/readings">
      <input type="hidden" name="upTo" value={upTo} />
      {show && <input type="hidden" name="show" value={show} />}
      <SubmitButton variant="secondary" pendingLabel={t("notifications.marking")}>
        {t("notifications.markAllRead")}
      </SubmitButton>
    </Form>
  );
}

export function MarkRead({ id, name, show }: Shown & { id: number; name: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action={`/notifications/${id}/readings`} className="max-sm:ps-13">
      {show && <input type="hidden" name="show" value={show} />}
      <SubmitButton
        variant="ghost"
        size="sm"
        aria-label={t("notifications.markOneRead", { name })}
        pendingLabel={t("notifications.marking")}
      >
        {t("notifications.markRead")}
      </SubmitButton>
    </Form>
  );
}
