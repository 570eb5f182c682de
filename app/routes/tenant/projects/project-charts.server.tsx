/** Charts of projects, drawn here: a browser gets lines and letters, and no program that draws. */
import type { i18n } from "i18next";
import { LRUCache } from "lru-cache";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Bar, BarChart, Cell, LabelList, XAxis, YAxis } from "recharts";
import type { Project } from "#app/db.tenant.server.ts";
import { dateFormat, numberFormat } from "#app/i18n/formatters.ts";
import { projectStatuses } from "./project-statuses.ts";

const SIZE = { width: 420, height: 180 };
const MARGIN = { top: 20, right: 4, bottom: 0, left: 4 };
/** Charts that are remembered by what is drawn in them. */
const MAX_DRAWN = 500;

const colors: Record<Project["status"], string> = {
  planned: "var(--info)",
  active: "var(--success)",
  paused: "var(--warning)",
  done: "var(--muted)",
};

type Column = { label: string; count: number; color: string };
/** Beyond `most` nobody counted. */
type Drawing = { language: string; most: number; columns: Column[] };

const drawnBefore = new LRUCache<string, string, Drawing>({
  max: MAX_DRAWN,
  memoMethod: (_key, _stale, { context }) => svgOf(<Columns {...context} />),
});

const draw = (drawing: Drawing): string => drawnBefore.memo(JSON.stringify(drawing), { context: drawing });

type Statuses = { counts: Record<Project["status"], number>; most: number };

export const drawStatuses = ({ language, t }: i18n, { counts, most }: Statuses): string =>
  draw({
    language,
    most,
    columns: projectStatuses.map((status) => ({
      label: t(`status.${status}`),
      count: counts[status],
      color: colors[status],
    })),
  });

type Months = { months: { start: Date; count: number }[]; most: number; timeZone: string };

export const drawMonths = ({ language }: i18n, { months, most, timeZone }: Months): string =>
  draw({
    language,
    most,
    columns: months.map(({ start, count }) => ({
      label: dateFormat(language, { month: "narrow", timeZone }).format(start),
      count,
      color: "var(--accent)",
    })),
  });

function Columns({ language, most, columns }: Drawing) {
  const number = numberFormat(language, { notation: "compact" });
  const spoken = (count: number) => `${number.format(Math.min(count, most))}${count > most ? "+" : ""}`;
  const data = columns.map((column, at) => ({ ...column, at }));
  return (
    <BarChart {...SIZE} margin={MARGIN} data={data}>
      <XAxis
        dataKey="at"
        tickFormatter={(at: number) => columns[at]?.label ?? ""}
        interval={0}
        tickLine={false}
        axisLine={{ stroke: "var(--line)" }}
        tick={{ fill: "var(--muted)", fontSize: 12 }}
      />
      <YAxis hide domain={[0, "dataMax"]} />
      <Bar dataKey="count" isAnimationActive={false} radius={[4, 4, 0, 0]} maxBarSize={56}>
        {columns.map(({ color }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have an order and no other name
          <Cell key={at} fill={color} />
        ))}
        <LabelList
          dataKey="count"
          position="top"
          fill="var(--ink)"
          fontSize={12}
          formatter={(count: number) => (count > 0 ? spoken(count) : "")}
        />
      </Bar>
    </BarChart>
  );
}

/** The same for all letters of a picture: said once. */
const LETTERS = 'font-size="12" text-anchor="middle"';
/** What says nothing, or is for a program that draws on, or is a style: the page's policy lets none in. */
const NOT_DRAWN = [
  /<title><\/title>|<desc><\/desc>|<defs>.*?<\/defs>/gs,
  / (style|class|orientation|offset|radius|color|font-size|text-anchor)="[^"]*"/g,
  // The box of what has a place or a path of its own.
  /(?<=<(text|line|path)[^>]*) (width|height)="[^"]*"|(?<=<text[^>]*) stroke="[^"]*"/g,
  /(?<=<(line|path)[^>]*) (x|y)="[^"]*"|(?<=<line[^>]*) fill="[^"]*"/g,
  /<text [^>]*><tspan [^>]*><\/tspan><\/text>|<\/?g>/g,
  // More of a number than can be seen, and what is between numbers.
  /(?<=="[^"<>]*\.\d)\d+|(?<= d="[^"]*)\s+/g,
];

/** The picture alone. */
function svgOf(chart: ReactElement): string {
  const svg = /<svg[\s\S]*<\/svg>/.exec(renderToStaticMarkup(chart))?.[0] ?? "";
  const drawn = NOT_DRAWN.reduce((picture, nothing) => picture.replaceAll(nothing, ""), svg);
  return drawn.replace("<svg", `<svg ${LETTERS}`);
}
