/**
 * A value that one migration adds to an enum, and another uses: PostgreSQL wants a COMMIT in between (55P04),
 * unless the type is as new.
 */
import { expect, test } from "vitest";
import {
  at,
  COUNT,
  first,
  freshTenants,
  inSchemas,
  load,
  run,
  SECOND,
  THIRD,
} from "../testing/fan-out-harness.ts";
import { rehearse } from "./rehearse.ts";

freshTenants();

const made =
  "CREATE TYPE mood AS ENUM ('good');\n--> statement-breakpoint\nALTER TABLE items ADD COLUMN mood mood";
const FOURTH = "20260104000000_fourth";
const toMood = { ...first, [SECOND]: made };
const added = { ...toMood, [THIRD]: "ALTER TYPE mood ADD VALUE 'bad'" };
const used = { ...added, [FOURTH]: "ALTER TABLE items ALTER COLUMN mood SET DEFAULT 'bad'" };

test("tenants that are two steps behind get a value and then its use", async () => {
  await run(load(toMood));
  expect(await run(load(used))).toMatchObject({ state: "done", done: COUNT });
  const defaults = await inSchemas<{ column_default: string }>(
    "SELECT column_default FROM information_schema.columns WHERE table_schema = ANY ($1) AND column_name = 'mood'",
  );
  expect(defaults.map((row) => row.column_default)).toEqual(
    Array(COUNT).fill(expect.stringContaining("'bad'")),
  );
});

test("a value that is used in the migration that adds it is refused for those who have the type, before any is touched", async () => {
  await run(load(toMood));
  const both = load({ ...toMood, [THIRD]: `${added[THIRD]};\n--> statement-breakpoint\n${used[FOURTH]}` });
  const { adminUrl } = at.tier.urls;
  await rehearse(adminUrl, both);
  const attempt = rehearse(adminUrl, both, [both.filter(({ name }) => name <= SECOND)]);
  await expect(attempt).rejects.toThrow(
    /20260103000000_third .*from 20260102000000_second.*55P04.*migration of its own/s,
  );
});

test("a rehearsal from where tenants are leaves nothing behind", async () => {
  const files = load(used);
  await rehearse(at.tier.urls.adminUrl, files, [files.slice(0, 2), files.slice(0, 3), []]);
  const rows = await inSchemas(
    "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rehearsal%' AND $1::text[] IS NOT NULL",
  );
  expect(rows).toEqual([]);
});
