import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export const controlClass = classNames(
  "w-full rounded border border-control/70 bg-surface px-3 text-base text-ink transition-colors sm:text-sm",
  "placeholder:text-muted hover:border-control",
  "aria-invalid:border-danger aria-invalid:ring-1 aria-invalid:ring-danger",
);

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} dir="auto" className={classNames(controlClass, "h-9", className)} {...rest} />;
}
