/** A TCP proxy that holds every chunk back by half a round trip in each direction. A process of its own: it costs us no time. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type DelayProxy = { port: number; stop(): void };

export async function startDelayProxy(targetPort: number, roundTripMs: number): Promise<DelayProxy> {
  const child = fork(import.meta.filename, [String(targetPort), String(roundTripMs)], { stdio: "inherit" });
  const [port] = (await once(child, "message")) as [number];
  return { port, stop: () => void child.kill() };
}

function delayed(from: Socket, to: Socket, delayMs: number): void {
  // A busy wait near the end: timers alone are a millisecond coarse.
  const queue: { at: number; chunk: Buffer }[] = [];
  let isRunning = false;
  const run = () => {
    const now = performance.now();
    while (queue[0] && queue[0].at <= now) to.write(queue.shift()?.chunk ?? Buffer.alloc(0));
    isRunning = queue.length > 0;
    if (isRunning) setImmediate(run);
  };
  from.on("data", (chunk: Buffer) => {
    queue.push({ at: performance.now() + delayMs, chunk });
    if (!isRunning) {
      isRunning = true;
      setImmediate(run);
    }
  });
  from.on("close", () => to.destroy());
  from.on("error", () => to.destroy());
}

if (process.send && process.argv[2]) {
  const [targetPort, roundTripMs] = [Number(process.argv[2]), Number(process.argv[3])];
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    delayed(client, upstream, roundTripMs / 2);
    delayed(upstream, client, roundTripMs / 2);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.(typeof address === "object" && address ? address.port : 0);
  });
  process.on("disconnect", () => process.exit());
}
