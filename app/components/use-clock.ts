import { useEffect, useState } from "react";
import { useDocumentSettings } from "#app/http/document-settings.tsx";

const REFRESH_MS = 60_000;

/** The document's clock while hydrating, the browser's afterwards; its zone too, where nobody chose one. */
export function useClock(): { nowMs: number; timeZone: string } {
  const settings = useDocumentSettings();
  const [clock, setClock] = useState({ nowMs: settings.nowMs, timeZone: settings.timeZone });
  const chosen = settings.isZoneChosen ? settings.timeZone : undefined;
  useEffect(() => {
    const timeZone = chosen ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const tick = () => setClock({ nowMs: Date.now(), timeZone });
    tick();
    const timer = setInterval(tick, REFRESH_MS);
    return () => clearInterval(timer);
  }, [chosen]);
  return clock;
}
