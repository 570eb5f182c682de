import { useEffect, useState } from "react";
import { useRevalidator } from "react-router";
import type { MigrationRun } from "#app/db.server.ts";
import type { RunPulse } from "#app/routes/platform/migrations/run-pulse.ts";

type Loaded = { run: MigrationRun; nowMs: number };

/** Follows a run over server-sent events while it runs, then asks for the page once more. */
export function useRunProgress({ run, nowMs }: Loaded): Loaded {
  const [heard, setHeard] = useState<{ of: string; pulse: RunPulse }>();
  const { revalidate } = useRevalidator();
  const { id, state } = run;
  useEffect(() => {
    if (state !== "running") return;
    const source = new EventSource(`/platform/migrations/${id}/progress`);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const pulse = JSON.parse(data) as RunPulse;
      setHeard({ of: id, pulse });
      if (pulse.state === "running") return;
      source.close();
      void revalidate();
    });
    return () => source.close();
  }, [id, state, revalidate]);
  if (heard?.of !== id || state !== "running") return { run, nowMs };
  const { nowMs: heardMs, ...progress } = heard.pulse;
  return { run: { ...run, ...progress }, nowMs: heardMs };
}
