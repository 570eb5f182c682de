import { type RefObject, useEffect, useRef } from "react";

/** A choice of zones that begins, where nobody has chosen yet, with that of the browser. */
export function useOwnZone(isOpen: boolean): RefObject<HTMLSelectElement | null> {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const option = [...(select.current?.options ?? [])].find(({ value }) => value === timeZone);
    if (isOpen && option) option.selected = true;
  }, [isOpen]);
  return select;
}
