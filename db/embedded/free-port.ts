import { createServer } from "node:net";

/** The wanted port if nothing listens there, else one that the system picks. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted && (await listens(wanted)) === wanted) return wanted;
  const picked = await listens(0);
  if (!picked) throw new Error("No free port on 127.0.0.1.");
  return picked;
}

function listens(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}
