import type { LucideIcon } from "lucide-react";

/** Draws an icon once for all the `RepeatedIcon`s of this name in the page; itself it is not seen. */
export function IconDrawing({ name, icon: Icon }: { name: string; icon: LucideIcon }) {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <symbol id={idOf(name)} viewBox="0 0 24 24">
        <Icon />
      </symbol>
    </svg>
  );
}

/** For what each row of a list shows; the drawing is `IconDrawing`'s. `size`: pixels of a side. */
export function RepeatedIcon({ name, size }: { name: string; size: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size}>
      <use href={`#${idOf(name)}`} />
    </svg>
  );
}

const idOf = (name: string): string => `icon-${name}`;
