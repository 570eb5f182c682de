import { Download, Upload } from "lucide-react";
import { Form } from "react-router";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

export function ImportLink() {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/projects/import" variant="ghost">
      <Upload aria-hidden="true" size={16} />
      {t("projectFiles.import.short")}
    </ButtonLink>
  );
}

/** Below the list: what can be done with all that it shows. */
export function ListTools({ query }: { query: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action={query ? `/projects/export?${query}` : "/projects/export"} reloadDocument>
      <Button type="submit" variant="ghost" size="sm">
        <Download aria-hidden="true" size={14} />
        {t("exports.csv")}
      </Button>
    </Form>
  );
}
