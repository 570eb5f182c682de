import { requireUuid } from "#app/http/require-uuid.ts";
import { dataTierContext } from "#app/context.ts";
import { getMigrationRun, type MigrationRun } from "#app/db.server.ts";
import { toPulse } from "#app/routes/platform/migrations/run-pulse.ts";
import { requireFound } from "#app/http/require-found.ts";
import type { Route } from "./+types/migration-progress.ts";

const LOOK_EVERY_MS = 1_000;
/** Shorter than the server waits for running requests when it stops; the browser connects again by itself. */
const STREAM_FOR_MS = 8_000;
const RECONNECT_AFTER_MS = 300;

/** A run's progress as server-sent events, one a second, until it is over. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const id = requireUuid(params.runId);
  const look = () => tier.controlDb.read((tx) => getMigrationRun(tx, id));
  const first = requireFound(await look());
  return new Response(stream(first, look, request.signal), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform" },
  });
}

function stream(
  first: MigrationRun,
  look: () => Promise<MigrationRun | undefined>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const endsAt = Date.now() + STREAM_FOR_MS;
  let next: MigrationRun | undefined = first;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RECONNECT_AFTER_MS}\n\n`));
    },
    async pull(controller) {
      if (!next || signal.aborted) return controller.close();
      controller.enqueue(encoder.encode(`data: ${JSON.stringify(toPulse(next, Date.now()))}\n\n`));
      if (next.state !== "running" || Date.now() > endsAt) return controller.close();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      next = signal.aborted ? undefined : await look();
    },
  });
}
