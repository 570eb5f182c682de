import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type AlertTone = "info" | "success" | "warning" | "danger";

const looks = {
  info: { icon: Info, classes: "border-info/40 bg-info-soft text-info" },
  success: { icon: CircleCheck, classes: "border-success/40 bg-success-soft text-success" },
  warning: { icon: TriangleAlert, classes: "border-warning/40 bg-warning-soft text-warning" },
  danger: { icon: CircleAlert, classes: "border-danger/40 bg-danger-soft text-danger" },
} as const;

type AlertProps = {
  tone?: AlertTone;
  /** It tells how things are, and nothing that just happened. */
  isStanding?: boolean;
  children: ReactNode;
};

/** A banner; what happened is announced, what went wrong interrupts. */
export function Alert({ tone = "info", isStanding = false, children }: AlertProps) {
  const { icon: Icon, classes } = looks[tone];
  return (
    <div
      role={isStanding ? "note" : tone === "danger" ? "alert" : "status"}
      className={classNames("flex items-start gap-2.5 rounded border px-4 py-3", classes)}
    >
      <Icon aria-hidden="true" size={18} className="mt-px shrink-0" />
      <div className="min-w-0 font-medium wrap-anywhere">{children}</div>
    </div>
  );
}
