import type { ReactNode } from "react";
import { Link } from "react-router";

type TabsProps = { label: string; tabs: { to: string; label: ReactNode; isCurrent: boolean }[] };

/** Pages beside each other. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav aria-label={label} className="border-b">
      <ul className="-mb-px flex gap-5">
        {tabs.map(({ to, label: text, isCurrent }) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={isCurrent ? "page" : undefined}
              className="inline-flex min-h-10 items-center border-b-2 border-transparent font-medium text-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
