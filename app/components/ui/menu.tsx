import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { classNames } from "./class-names.ts";

type MenuProps = {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  className?: string;
  panelClassName?: string;
};

/**
 * A disclosure that works as plain HTML; with JavaScript it also closes on Escape, outside and after
 * navigating.
 */
export function Menu({ trigger, label, children, className, panelClassName }: MenuProps) {
  const ref = useCloseWhenLeft();
  return (
    <details ref={ref} className={classNames("group relative", className)}>
      <summary className="flex items-center gap-2 rounded">
        <span className="sr-only">{label}</span>
        {trigger}
      </summary>
      <div
        className={classNames(
          "absolute z-20 grid gap-1 rounded border bg-surface p-2 shadow",
          panelClassName ?? "right-0 mt-2 w-64",
        )}
      >
        {children}
      </div>
    </details>
  );
}

/**
 * For a disclosure. `panelId`: the element that it shows, where that stands outside of it.
 */
export function useCloseWhenLeft(panelId?: string) {
  const ref = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  const shown = useRef(key);
  // A menu that was opened before this script ran stays open.
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    if (ref.current) ref.current.open = false;
  }, [key]);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current;
      if (!menu?.open) return;
      const isWithin = [menu, panelId ? document.getElementById(panelId) : null].some((part) =>
        part?.contains(event.target as Node),
      );
      if (event instanceof KeyboardEvent ? event.key !== "Escape" : isWithin) return;
      menu.open = false;
      if (event instanceof KeyboardEvent) menu.querySelector("summary")?.focus();
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", close);
    };
  }, [panelId]);
  return ref;
}
