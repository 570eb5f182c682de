import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getTenantBySlug } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { hasTerminals, SLOW_MS, tenantryOnTerminal } from "../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const by = { actor: { kind: "cli" as const, id: "test" } };
const statusOf = async (slug: string) =>
  (await tier.controlDb.read((tx) => getTenantBySlug(tx, slug)))?.status;

const CTRL_C = "\u0003";
const ESCAPE = "\u001b";
/** `ESC [ 3x m` and `ESC [ 9x m`; what moves the cursor is none. */
const COLOUR = new RegExp(`${ESCAPE}\\[(3|9)\\d(;\\d+)*m`);

describe.skipIf(!hasTerminals)("on a terminal", () => {
  test(
    "Ctrl-C at a prompt changes nothing, and says so",
    async () => {
      const { slug, id } = await testTenant(tier);
      for (const verb of ["suspend", "delete"]) {
        const { screen, code } = await tenantryOnTerminal(tier, ["tenants", verb, slug], {
          keys: [{ at: new RegExp(`${verb} ${slug}\\?.*Yes.*No`, "is"), type: CTRL_C }],
        });
        expect(code, screen).toBe(1);
        expect(screen).toMatch(/tenantry: Nothing was changed\.\n$/);
        expect(await statusOf(slug)).toBe("active");
      }
      await deleteTenant(tier, id, by);
      const { screen, code } = await tenantryOnTerminal(tier, ["tenants", "purge", slug], {
        keys: [{ at: /Purge/, type: CTRL_C }],
      });
      expect(code, screen).toBe(1);
      expect(await statusOf(slug)).toBe("deleted");
    },
    SLOW_MS,
  );

  test(
    "no, another name, and an empty answer change nothing; yes does it",
    async () => {
      const { slug } = await testTenant(tier);
      const asked = (verb: string) => new RegExp(`${verb} ${slug}\\?`, "i");
      const answer = (verb: string, type: string) =>
        tenantryOnTerminal(tier, ["tenants", verb, slug], { keys: [{ at: asked(verb), type }] });
      expect((await answer("delete", "\r")).code).toBe(1);
      expect(await statusOf(slug)).toBe("active");
      expect((await answer("delete", "y")).screen).toContain(`${slug} is deleted.`);
      for (const typed of ["\r", "acme\r"]) expect((await answer("purge", typed)).code).toBe(1);
      expect(await statusOf(slug)).toBe("deleted");
      expect((await answer("purge", `${slug}\r`)).screen).toContain(`${slug} is purged.`);
    },
    SLOW_MS,
  );

  test(
    "of 60 columns no line of a list is longer, and what names the row stays whole",
    async () => {
      const { slug } = await testTenant(tier, { slug: `a-slug-of-some-length-${Date.now().toString(36)}` });
      const { screen, code } = await tenantryOnTerminal(tier, ["tenants", "list"], { columns: 60 });
      expect(code).toBe(0);
      expect(screen).toContain(slug);
      expect(screen.split("\n").filter((line) => line.length > 60)).toEqual([]);
    },
    SLOW_MS,
  );

  test(
    "NO_COLOR is heard: in a question, in help, in an error, in a run",
    async () => {
      const { slug } = await testTenant(tier);
      const commands: [string[], { at: RegExp; type: string }[]][] = [
        [["tenants", "delete", slug], [{ at: /Yes/, type: CTRL_C }]],
        [["tenants", "--help"], []],
        [["tenants", "nothing"], []],
        [["migrate", "up"], []],
      ];
      const [[asked, keys]] = commands as [(typeof commands)[0]];
      const coloured = { keys, env: { NO_COLOR: undefined, FORCE_COLOR: undefined } };
      expect((await tenantryOnTerminal(tier, asked, coloured)).raw).toMatch(COLOUR);
      for (const [args, typed] of commands) {
        const { raw } = await tenantryOnTerminal(tier, args, { keys: typed, env: { NO_COLOR: "1" } });
        expect(raw, args.join(" ")).not.toMatch(COLOUR);
      }
    },
    SLOW_MS,
  );
});
