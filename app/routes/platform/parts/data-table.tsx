import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Card } from "#app/components/ui/card.tsx";
import { classNames } from "#app/components/ui/class-names.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

export type SortLink = { to: string; direction: "asc" | "desc" | undefined };

export type Column<T> = {
  id: string;
  label: string;
  cell: (row: T) => ReactNode;
  isNumber?: boolean;
  /** Left out where the window is not wide. */
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
};

/** Rows of 32 px on wide screens; below, one card a row, its first column on top. */
export function DataTable<T>(props: DataTableProps<T>) {
  return (
    <Card className="min-w-0 overflow-x-auto">
      <WideTable {...props} />
      <NarrowList {...props} />
    </Card>
  );
}

function WideTable<T>({ label, rows, columns, keyOf }: DataTableProps<T>) {
  return (
    <table aria-label={label} className="hidden w-full border-collapse text-left lg:table">
      <thead>
        <tr>
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            className="border-b last:border-b-0 hover:bg-sunken/50 has-[details[open]]:[&>td]:align-top"
          >
            {columns.map((column) => (
              <td key={column.id} className={cellClass(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const cellClass = ({ isNumber, isExtra, isWide }: Column<never>) =>
  classNames(
    "h-8 overflow-clip px-3 py-0.5 align-middle text-ellipsis whitespace-nowrap",
    isNumber && "text-right",
    isExtra && "hidden xl:table-cell",
    isWide ? "w-full max-w-0 min-w-24" : "max-w-56",
  );

function HeadCell({ column }: { column: Column<never> }) {
  const { label, sort, isNumber, isExtra } = column;
  const classes = classNames(
    "h-8 border-b px-3 text-xs font-medium whitespace-nowrap text-muted",
    isNumber && "text-right",
    isExtra && "hidden xl:table-cell",
  );
  if (!sort) {
    return (
      <th scope="col" className={classes}>
        {label}
      </th>
    );
  }
  const direction = sort.direction && (sort.direction === "asc" ? "ascending" : "descending");
  return (
    <th scope="col" aria-sort={direction} className={classes}>
      <SortHeader label={label} sort={sort} />
    </th>
  );
}

function SortHeader({ label, sort }: { label: string; sort: SortLink }) {
  const { t } = useTranslation();
  const Arrow = sort.direction === "desc" ? ArrowDown : ArrowUp;
  return (
    <Link
      to={sort.to}
      title={t("platform.list.sortBy", { column: label })}
      className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
    >
      {label}
      {sort.direction && <Arrow aria-hidden="true" size={12} />}
    </Link>
  );
}

function NarrowList<T>({ label, rows, columns, keyOf }: DataTableProps<T>) {
  const [title, ...others] = columns;
  return (
    <ul aria-label={label} className="divide-y lg:hidden">
      {rows.map((row) => (
        <li key={keyOf(row)} className="grid gap-1.5 px-3 py-2.5">
          <div className="min-w-0 font-medium wrap-anywhere">{title?.cell(row)}</div>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5">
            {others.map((column) => (
              <div
                key={column.id}
                className="col-span-2 grid grid-cols-subgrid items-baseline has-[dd:empty]:hidden"
              >
                <dt className="text-xs text-muted">{column.label}</dt>
                <dd className="min-w-0 wrap-anywhere">{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
