import { ArrowDown, ArrowUp } from "lucide-react";
import { Form, Link } from "react-router";
import { Badge } from "#app/components/ui/badge.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { categoriesPath } from "./categories-path.ts";

type Row = {
  id: string;
  name: string;
  isBase: boolean;
  baseName: string | undefined;
  isOverride: boolean;
  isHidden: boolean;
  projects: number;
};

/** All categories in their order, and how each came to be here. */
export function CategoryTable({ categories }: { categories: Row[] }) {
  const { t, i18n } = useTranslation();
  const columns: Column<Row>[] = [
    {
      id: "name",
      label: t("categories.name"),
      isWide: true,
      cell: ({ id, name }) => (
        <Link to={categoriesPath(id)} dir="auto" className="font-medium hover:underline">
          {name}
        </Link>
      ),
    },
    { id: "kind", label: t("categories.kind"), cell: (row) => <Kind row={row} /> },
    {
      id: "projects",
      label: t("categories.projects"),
      isNumber: true,
      cell: ({ projects }) => numberFormat(i18n.language).format(projects),
    },
    {
      id: "order",
      label: t("categories.order"),
      cell: (row) => <Order row={row} isFirst={row === categories[0]} isLast={row === categories.at(-1)} />,
    },
  ];
  return (
    <DataTable label={t("categories.title")} rows={categories} columns={columns} keyOf={({ id }) => id} />
  );
}

function Kind({ row: { isBase, isOverride, isHidden, baseName } }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="text-muted">{t(isBase ? "categories.shared" : "categories.own")}</span>
      {isOverride && baseName && (
        <span className="text-muted">{t("categories.insteadOf", { name: baseName })}</span>
      )}
      {isHidden && <Badge>{t("categories.hiddenMark")}</Badge>}
    </span>
  );
}

function Order({ row: { id, name }, isFirst, isLast }: { row: Row; isFirst: boolean; isLast: boolean }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action={categoriesPath("order")} className="flex gap-1">
      <input type="hidden" name="category" value={id} />
      <Button type="submit" name="to" value="up" variant="ghost" size="sm" disabled={isFirst}>
        <ArrowUp aria-hidden="true" size={16} />
        <span className="sr-only">{t("categories.moveUp", { name })}</span>
      </Button>
      <Button type="submit" name="to" value="down" variant="ghost" size="sm" disabled={isLast}>
        <ArrowDown aria-hidden="true" size={16} />
        <span className="sr-only">{t("categories.moveDown", { name })}</span>
      </Button>
    </Form>
  );
}
