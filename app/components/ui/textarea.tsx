import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export function Textarea({ className, rows = 6, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea rows={rows} dir="auto" className={classNames("control py-2 leading-6", className)} {...rest} />
  );
}
