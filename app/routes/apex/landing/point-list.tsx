import type { LucideIcon } from "lucide-react";

type Point = { icon: LucideIcon; title: string; text: string };

export function PointList({ points }: { points: Point[] }) {
  return (
    <ul className="grid gap-8 md:grid-cols-3">
      {points.map(({ icon: Icon, title, text }) => (
        <li key={title} className="grid content-start gap-2 border-t-2 border-accent pt-4">
          <Icon aria-hidden="true" size={20} className="text-accent-text" />
          <h3 className="text-base font-semibold">{title}</h3>
          <p className="text-muted">{text}</p>
        </li>
      ))}
    </ul>
  );
}
