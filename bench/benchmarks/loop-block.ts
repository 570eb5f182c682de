/**
 * How long one request keeps the process from everything else: the worst of the hostile bodies against an
 * ordinary form.
 */
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { HOSTILE, URLENCODED } from "../../e2e/hostile-bodies.ts";
import { type Ask, ask } from "../../e2e/http.ts";
import { createHttpServer, serve } from "../../server/http-server.ts";
import { createListener } from "../../server/listener.ts";
import { openBuild } from "../../server/load-build.ts";
import { median } from "../lib/compare.ts";
import { atMost, type Result } from "../lib/report.ts";
import { openStage } from "../lib/stage.ts";

const HOST = "app.localhost:3000";
const ROUNDS = 15;
const RESOLUTION_MS = 1;
const NS_PER_MS = 1_000_000;
/** As a person would send it, with a mistake: the page comes back with what was typed. */
const ORDINARY: Ask = {
  method: "POST",
  headers: { "Content-Type": URLENCODED },
  body: "email=nobody%40example",
};

export async function loopBlock(): Promise<Result> {
  const stage = await openStage();
  const source = await openBuild();
  const { app } = await source.load();
  const tier = await app.openData(stage.tier.urls);
  const parts = await app.startParts(tier);
  const server = createHttpServer();
  serve(server, app, await createListener(source, tier));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await measureAll((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
    await parts.stop();
    await tier.close();
    await stage.close();
  }
}

async function measureAll(port: number): Promise<Result> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const blockedMs = async (asked: Ask) => {
    await new Promise((resolve) => setImmediate(resolve));
    delay.reset();
    const headers = { Origin: `http://${HOST}`, ...asked.headers };
    await ask({ ...asked, host: HOST, port, path: "/sign-in", headers });
    return delay.max / NS_PER_MS;
  };
  const times = new Map<string, number[]>();
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, asked] of Object.entries({ ordinary: ORDINARY, ...HOSTILE })) {
      const ms = await blockedMs(asked);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  }
  delay.disable();
  const medians = [...times].map(([name, values]) => ({ name, ms: median(values) }));
  const ordinary = medians.find(({ name }) => name === "ordinary")?.ms ?? Number.NaN;
  const worst = medians.reduce((a, b) => (b.ms > a.ms ? b : a));
  const detail = `${worst.ms.toFixed(1)} ms (${worst.name}) against ${ordinary.toFixed(1)} ms, of ${medians.length} bodies`;
  return atMost("loop-block", worst.ms / ordinary, 3, detail);
}
