import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClass } from "./input.tsx";

export function Textarea({ className, rows = 6, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      dir="auto"
      className={classNames(controlClass, "py-2 leading-6", className)}
      {...rest}
    />
  );
}
