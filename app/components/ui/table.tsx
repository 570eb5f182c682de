import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={classNames("w-full border-collapse text-left", className)} {...rest} />;
}

export function HeadCell({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={classNames(
        "border-b px-4 py-2.5 text-xs font-medium whitespace-nowrap text-muted",
        className,
      )}
      {...rest}
    />
  );
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return <td className={classNames("px-4 py-3 align-middle", className)} {...rest} />;
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={classNames("border-b last:border-b-0 hover:bg-sunken/50", className)} {...rest} />;
}
