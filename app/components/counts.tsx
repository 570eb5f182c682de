import type { ReactNode } from "react";
import { Link } from "react-router";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { classNames } from "./ui/class-names.ts";

/** Figures side by side, each of which leads to what it counts. */
export function Counts({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <ul className={classNames("grid grid-cols-2 gap-px overflow-hidden rounded border bg-line", className)}>
      {children}
    </ul>
  );
}

/** `spoken` is the count in words, for those who hear the page. */
type CountProps = {
  to: string;
  count: number;
  /** Beyond it nobody counted. */
  most?: number;
  label: ReactNode;
  spoken?: string;
  className?: string;
};

export function Count({ to, count, most = Infinity, label, spoken, className }: CountProps) {
  const { i18n } = useTranslation();
  return (
    <li className={classNames("bg-surface", className)}>
      <Link
        to={to}
        className="grid h-full justify-items-start gap-1.5 px-4 py-3.5 transition-colors -outline-offset-2! hover:bg-sunken/60"
      >
        {label}
        <span aria-hidden={spoken !== undefined} className="tabular text-xl font-semibold">
          {numberFormat(i18n.language).format(Math.min(count, most))}
          {count > most && "+"}
        </span>
        {spoken && <span className="sr-only">{spoken}</span>}
      </Link>
    </li>
  );
}
