import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Card } from "./card.tsx";
import { classNames } from "./class-names.ts";

export type SortLink = { to: string; direction: "asc" | "desc" | undefined };

export type Column<T> = {
  id: string;
  label: string;
  cell: (row: T) => ReactNode;
  isNumber?: boolean;
  /** Left out where a table is just wide enough. */
  isExtra?: boolean;
  /** Takes the room that is left, and is cut rather than broken. */
  isWide?: boolean;
  sort?: SortLink;
};

type DataTableProps<T> = {
  label: string;
  rows: T[];
  columns: Column<T>[];
  keyOf: (row: T) => string | number;
  /** Few columns that need no label where they stand one after the other, with more room around them. */
  isRoomy?: boolean;
};

/**
 * One table, laid out by data-table.css: rows of cells where there is room, else one card a row, its first
 * cell on top.
 */
export function DataTable<T>({ label, rows, columns, keyOf, isRoomy }: DataTableProps<T>) {
  return (
    <Card className="min-w-0 overflow-x-auto">
      <table aria-label={label} className={classNames("data-table", isRoomy && "roomy")}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  data-label={isRoomy ? undefined : column.label}
                  className={classOf(column)}
                >
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const classOf = ({ isNumber, isExtra, isWide }: Column<never>): string | undefined =>
  classNames(isNumber && "number", isExtra && "extra", isWide && "wide") || undefined;

function HeadCell({ column }: { column: Column<never> }) {
  const { label, sort } = column;
  const direction = sort?.direction && (sort.direction === "asc" ? "ascending" : "descending");
  return (
    <th scope="col" aria-sort={direction} className={classOf(column)}>
      {sort ? <SortHeader label={label} sort={sort} /> : label}
    </th>
  );
}

function SortHeader({ label, sort }: { label: string; sort: SortLink }) {
  const { t } = useTranslation();
  const Arrow = sort.direction === "desc" ? ArrowDown : ArrowUp;
  return (
    <Link
      to={sort.to}
      title={t("list.sortBy", { column: label })}
      className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
    >
      {label}
      {sort.direction && <Arrow aria-hidden="true" size={12} />}
    </Link>
  );
}
