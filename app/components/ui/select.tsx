import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

type SelectProps = Omit<ComponentProps<"select">, "size"> & {
  /** As high as a small button. */
  isSmall?: boolean;
};

export function Select({ className, isSmall, children, ...rest }: SelectProps) {
  return (
    <span className={classNames("select", isSmall && "small", className)}>
      <select className="control" {...rest}>
        {children}
      </select>
    </span>
  );
}
