import { useEffect } from "react";

/** Time enough to read the page, and to leave it. */
const MIN_SECONDS = 2;

/** Loads the page again by itself, with JavaScript and without. */
export function ReloadAfter({ seconds }: { seconds: number }) {
  const wait = Math.max(seconds, MIN_SECONDS);
  useEffect(() => {
    const timer = setTimeout(() => window.location.reload(), wait * 1_000);
    return () => clearTimeout(timer);
  }, [wait]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(wait)} />
    </noscript>
  );
}
