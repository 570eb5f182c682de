/** A TCP proxy that makes every round trip longer. A process of its own. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type DelayProxy = { port: number; stop(): void };

export async function startDelayProxy(targetPort: number, roundTripMs: number): Promise<DelayProxy> {
  const child = fork(import.meta.filename, [String(targetPort), String(roundTripMs)], { stdio: "inherit" });
  const [port] = (await once(child, "message")) as [number];
  return { port, stop: () => void child.kill() };
}

/** A timer may come a little early; asked again, it would take another millisecond. */
const TIMER_SLACK_MS = 0.2;

/**
 * The whole round trip on the way back, where a timer's millisecond is fine enough and costs no time of ours.
 */
function delayed(from: Socket, to: Socket, delayMs: number): void {
  const held: { chunk: Buffer; due: number }[] = [];
  const release = () => {
    const now = performance.now();
    to.cork();
    while (held[0] && held[0].due <= now + TIMER_SLACK_MS) to.write(held.shift()?.chunk as Buffer);
    to.uncork();
    if (held[0]) setTimeout(release, held[0].due - now);
  };
  from.on("data", (chunk: Buffer) => {
    if (delayMs === 0) return void to.write(chunk);
    held.push({ chunk, due: performance.now() + delayMs });
    if (held.length === 1) setTimeout(release, delayMs);
  });
  from.on("close", () => to.destroy());
  from.on("error", () => to.destroy());
}

if (process.send && process.argv[2]) {
  const [targetPort, roundTripMs] = [Number(process.argv[2]), Number(process.argv[3])];
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    delayed(client, upstream, 0);
    delayed(upstream, client, roundTripMs);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.(typeof address === "object" && address ? address.port : 0);
  });
  process.on("disconnect", () => process.exit());
}
