import { type ComponentProps, type MouseEvent, useState } from "react";
import { Link, type LinkProps, useLocation } from "react-router";
import { classNames } from "./class-names.ts";
import { useIsPending } from "./use-is-pending.ts";

type ButtonVariant = "primary" | "secondary" | "danger" | "ghost";
type ButtonSize = "sm" | "md" | "lg";
type Look = { variant?: ButtonVariant; size?: ButtonSize };

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  secondary: "bg-surface text-ink border-control/50 hover:bg-sunken hover:border-control",
  danger: "bg-danger-solid text-on-danger border-transparent hover:opacity-90",
  ghost: "bg-transparent text-ink border-transparent hover:bg-sunken",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 px-2.5 text-sm",
  md: "min-h-9 px-3.5 text-sm",
  lg: "min-h-11 px-5 text-base",
};

const buttonClass = ({ variant = "secondary", size = "md" }: Look = {}): string =>
  classNames("button", variants[variant], sizes[size]);

type ButtonProps = ComponentProps<"button"> & Look;

export function Button({ variant, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={classNames(buttonClass({ variant, size }), className)} {...rest} />;
}

/** Leads to another host, or out of the application: the browser goes there. */
export function ButtonAnchor({ variant, size, className, children, ...rest }: ComponentProps<"a"> & Look) {
  return (
    <a className={classNames(buttonClass({ variant, size }), className)} {...rest}>
      {children}
    </a>
  );
}

type SubmitProps = Omit<ButtonProps, "type"> & { pendingLabel?: string };

/**
 * Says what it does and, while it does, that. While anything is being sent it sends nothing more; it keeps
 * the focus, which a control that is disabled by its attribute would lose.
 */
export function SubmitButton({ pendingLabel, children, variant = "primary", ...rest }: SubmitProps) {
  const isPending = useIsPending();
  const [isDoing, begin] = useIsDoing();
  const press = (event: MouseEvent) => (isPending ? event.preventDefault() : begin());
  return (
    <Button type="submit" variant={variant} aria-disabled={isPending || undefined} onClick={press} {...rest}>
      {isDoing && pendingLabel ? pendingLabel : children}
    </Button>
  );
}

/**
 * Whether what is pending began with this button, on this visit of the page; Enter in a field presses it too.
 */
function useIsDoing(): [boolean, () => void] {
  const isPending = useIsPending();
  const { key } = useLocation();
  const [pressedOn, setPressedOn] = useState<string>();
  return [isPending && pressedOn === key, () => setPressedOn(key)];
}

export function ButtonLink({ variant, size, className, ...rest }: LinkProps & Look) {
  return <Link className={classNames(buttonClass({ variant, size }), className)} {...rest} />;
}
