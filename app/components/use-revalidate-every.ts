import { useEffect } from "react";
import { useRevalidator } from "react-router";

/** Asks the server again and again, one question at a time, for as long as the page is seen. */
export function useRevalidateEvery(intervalMs: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") void revalidate();
    }, intervalMs);
    return () => clearTimeout(timer);
  }, [revalidate, state, intervalMs]);
}
