import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} dir="auto" className={classNames("control h-9", className)} {...rest} />;
}
