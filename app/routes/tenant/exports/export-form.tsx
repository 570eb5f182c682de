import { Download } from "lucide-react";
import { Form } from "react-router";
import { Button } from "#app/components/ui/button.tsx";

type ExportFormProps = {
  action: string;
  /** What is filtered by: the same is exported. */
  search: Record<string, string | undefined>;
  label: string;
  format?: "csv" | "json";
};

/** A file of what the list shows, all pages of it. A form, because it leaves an entry. */
export function ExportForm({ action, search, label, format }: ExportFormProps) {
  const { cursor: _, ...filters } = search;
  return (
    <Form method="post" action={action} reloadDocument>
      {Object.entries({ ...filters, format }).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button type="submit">
        <Download aria-hidden="true" size={16} />
        {label}
      </Button>
    </Form>
  );
}
