/** Whatever a data folder was left as: the server starts, or a sentence says what to do. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { type EmbeddedPostgres, rememberedServer, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { serverUser } from "./postgres-user.ts";

const folder = () => mkdtempSync(join(inject("testFolder"), "folder-"));
const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, disposable: true });
const answers = (server: EmbeddedPostgres) =>
  withAdmin(
    `postgres://${server.adminUser}:${server.adminPassword}@127.0.0.1:${server.port}/postgres`,
    async (client) => (await client.query("SELECT 1")).rowCount,
  );
const pidFile = (dataDir: string) => join(dataDir, "postgres", "data", "postmaster.pid");

/** Another program, of the account that PostgreSQL's programs run as. */
const otherProgram = (): ChildProcess => spawn("sleep", ["1000"], { ...serverUser(), stdio: "ignore" });

test("a note of a server whose number another program has now keeps nothing from starting", async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  const note = readFileSync(pidFile(dataDir), "utf8");
  await first.stop();
  const other = otherProgram();
  writeFileSync(pidFile(dataDir), note.replace(/^\d+/, String(other.pid)));
  const second = await start(dataDir).finally(() => other.kill());
  expect(second.started).toBe(true);
  expect(await answers(second)).toBe(1);
  await second.stop();
});

test("a server that runs is reused, not started beside itself", async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  const second = await start(dataDir);
  expect(second).toMatchObject({ started: false, port: first.port });
  await first.stop();
});

test("an empty folder, as a volume is, becomes a server", async () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, "postgres", "data"), { recursive: true });
  expect(rememberedServer(dataDir)).toBeUndefined();
  const server = await start(dataDir);
  expect(await answers(server)).toBe(1);
  await server.stop();
});

test("a folder with part of a server is left as it is, and a sentence says what to do", async () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, "postgres", "data", "base"), { recursive: true });
  await expect(start(dataDir)).rejects.toThrow(
    /postgres\/data is not a whole database server.*Move it away/s,
  );
  expect(() => rememberedServer(dataDir)).toThrow(/not a whole database server/);
});

test.each(["", "{", "{}"])(
  "a server whose password was forgotten (%j) is left as it is, and a sentence says so",
  async (text) => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    const note = join(dataDir, "postgres", "server.json");
    if (text) writeFileSync(note, text);
    else rmSync(note);
    await expect(start(dataDir)).rejects.toThrow(/server\.json.*Restore it.*or move/s);
  },
);
