import type { ReactNode } from "react";
import { Card, CardHeader } from "./card.tsx";

type FactsProps = { id: string; title: string; children: ReactNode; footer?: ReactNode };

/** Facts about one thing: a line a fact, its term before it. `footer`: what can be done. */
export function Facts({ id, title, children, footer }: FactsProps) {
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} />
      <dl className="py-1">{children}</dl>
      {footer}
    </Card>
  );
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-3 px-4 py-0.5">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
