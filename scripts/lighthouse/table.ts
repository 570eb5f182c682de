/** Pure: figures beside what they have to hold. */

const HOLDS = { performance: 0.9, accessibility: 0.95, "best-practices": 0.95 };
export type Category = keyof typeof HOLDS;
const CATEGORIES = Object.keys(HOLDS) as Category[];

/** Scores from 0 to 1, and what cost points. */
export type Figures = {
  scores: Record<Category, number>;
  costs: { category: Category; title: string; value: string }[];
};
export type Measured = Figures & { page: string };

export const shortOf = ({ scores }: Figures): Category[] =>
  CATEGORIES.filter((category) => scores[category] < HOLDS[category]);

/** A line a page, and below those that are short what cost them their points. */
export function table(measured: Measured[]): string {
  const width = Math.max(...measured.map(({ page }) => page.length));
  const line = (page: string, cells: string[]) =>
    [page.padEnd(width), ...cells.map((cell, at) => cell.padStart((CATEGORIES[at] ?? "").length))].join("  ");
  return [
    line("", CATEGORIES),
    line(
      "holds",
      CATEGORIES.map((category) => HOLDS[category].toFixed(2)),
    ),
    ...measured.flatMap((one) => [
      line(
        one.page,
        CATEGORIES.map((category) => one.scores[category].toFixed(2)),
      ),
      ...whyShort(one),
    ]),
  ].join("\n");
}

function whyShort(measured: Measured): string[] {
  const short = shortOf(measured);
  return measured.costs
    .filter(({ category }) => short.includes(category))
    .map(({ category, title, value }) => `  ${category}: ${[title, value].filter(Boolean).join(", ")}`);
}
