import { useEffect, useState } from "react";
import { useRevalidator } from "react-router";
import type { MigrationRun } from "#app/db.server.ts";

type Heard = { run: MigrationRun; nowMs: number };
/** As JSON carries it. */
type Sent = { nowMs: number; run: Omit<MigrationRun, "startedAt"> & { startedAt: string } };

/** Follows a run over server-sent events while it runs, then asks for the page once more. */
export function useRunProgress(loaded: Heard): Heard {
  const [heard, setHeard] = useState<Heard>();
  const { revalidate } = useRevalidator();
  const { id, state } = loaded.run;
  useEffect(() => {
    if (state !== "running") return;
    const source = new EventSource(`/platform/migrations/${id}/progress`);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const sent = JSON.parse(data) as Sent;
      const run = { ...sent.run, startedAt: new Date(sent.run.startedAt) } as MigrationRun;
      setHeard({ run, nowMs: sent.nowMs });
      if (run.state === "running") return;
      source.close();
      void revalidate();
    });
    return () => source.close();
  }, [id, state, revalidate]);
  return heard?.run.id === id && state === "running" ? heard : loaded;
}
