import { Form } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import type { Flash } from "#app/http/flash.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** What was just done, and the button that undoes it where there is one. */
export function FlashBanner({ flash: { key, name, count, undo } }: { flash: Flash }) {
  const { t } = useTranslation();
  return (
    <Alert tone="success">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span>{t(key, { name, count })}</span>
        {undo && (
          <Form method="post" action={undo.action}>
            {undo.fields.map(([field, value]) => (
              <input key={value} type="hidden" name={field} value={value} />
            ))}
            <SubmitButton variant="secondary" size="sm" pendingLabel={t("form.undoing")}>
              {t("form.undo")}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Alert>
  );
}
