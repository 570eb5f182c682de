/** What Playwright starts: a server on an empty data folder. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { rememberedServer, startEmbeddedPostgres } from "../db/embedded/embedded-postgres.ts";
import { E2E, environment } from "./server.ts";

// A run that was killed may have left its database server behind.
if (rememberedServer(E2E.dataDir)) await (await startEmbeddedPostgres({ dataDir: E2E.dataDir })).stop();
if (existsSync(E2E.dataDir)) rmSync(E2E.dataDir, { recursive: true, force: true });
mkdirSync(E2E.archives, { recursive: true });
Object.assign(process.env, environment({ ...E2E, variables: { ARCHIVE_STORE: E2E.archives } }));
await import("../server.ts");
