import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={classNames("rounded border bg-surface", className)} {...rest} />;
}

type CardHeaderProps = { title: ReactNode; id?: string; aside?: ReactNode };

export function CardHeader({ title, id, aside }: CardHeaderProps) {
  return (
    <header className="flex min-h-12 items-center justify-between gap-4 border-b px-4 py-2">
      <h2 id={id} className="text-sm font-semibold">
        {title}
      </h2>
      {aside}
    </header>
  );
}
