import { classNames } from "#app/components/ui/class-names.ts";

type BarProps = { part: number; whole: number; tone?: "accent" | "warning" | "danger" };

const fills = { accent: "fill-accent", warning: "fill-warning", danger: "fill-danger-solid" } as const;

/**
 * A share, drawn. Decoration: the figures stand beside it. An SVG, since inline styles are not let through.
 */
export function Bar({ part, whole, tone = "accent" }: BarProps) {
  const percent = whole > 0 ? Math.min((part / whole) * 100, 100) : 0;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="h-1.5 w-full min-w-16 overflow-hidden rounded-full"
    >
      <rect width="100" height="4" className="fill-line" />
      <rect width={percent} height="4" className={classNames(fills[tone])} />
    </svg>
  );
}
