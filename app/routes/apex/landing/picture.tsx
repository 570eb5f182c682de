import type { ReactNode } from "react";
import { classNames } from "#app/components/ui/class-names.ts";

type PictureProps = { description: string; className: string; children: ReactNode };

/** Something drawn with HTML: described in a sentence to those who do not see it. */
export function Picture({ description, className, children }: PictureProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{description}</figcaption>
      <div aria-hidden="true" className={classNames("select-none", className)}>
        {children}
      </div>
    </figure>
  );
}
