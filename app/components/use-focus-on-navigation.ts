import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { CONTENT_ID } from "./ui/skip-link.tsx";

/** After a client navigation the focus goes to the new page's content, as it would after a page load. */
export function useFocusOnNavigation(): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
  }, [pathname]);
}
