/** The import rules, as a test: from a file's place one knows what it may touch. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = import.meta.dirname;
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^;"']*?\sfrom\s)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });

const importsOf = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? "");

const leadsInto = (folder: string) => (name: string) =>
  name.startsWith(`#${folder}/`) || new RegExp(`^(\\.\\./)+${folder}/`).test(name);
const isPackage = (pattern: RegExp) => (name: string) => pattern.test(name);

/** What only tests use is a test too. */
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);
const app = filesBelow("app");
const db = filesBelow("db");
const source = [...app, ...db, ...filesBelow("server"), "server.ts"].filter((file) => !isTest(file));

const offenders = (files: string[], refused: (name: string) => boolean) =>
  files.flatMap((file) =>
    importsOf(file)
      .filter(refused)
      .map((name) => `${file} imports ${name}`),
  );

describe("imports", () => {
  test("the test sees imports at all", () => {
    expect(importsOf("app/db.server.ts").some(leadsInto("db"))).toBe(true);
  });

  test("app/ reaches db/ only through the bridge and app/db.shared.ts", () => {
    const doors = [
      "app/db.server.ts",
      "app/db.tenant.server.ts",
      "app/db.people.server.ts",
      "app/db.archive.server.ts",
      "app/db.move.server.ts",
      "app/db.local.server.ts",
      "app/db.shared.ts",
    ];
    const others = app.filter((file) => !doors.includes(file) && !isTest(file));
    expect(offenders(others, leadsInto("db"))).toEqual([]);
  });

  test("what the browser shares with the data tier imports no package, and nothing that does", () => {
    const reached = new Set<string>();
    const visit = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const name of importsOf(file)) {
        expect(name, file).toMatch(/^(#db\/|\.{1,2}\/)/);
        visit(name.startsWith("#") ? name.slice(1) : join(file, "..", name));
      }
    };
    visit("app/db.shared.ts");
    expect(reached.size).toBeGreaterThan(3);
  });

  test("only db/ imports the driver and the query builder, in tests as well", () => {
    const others = [...source, ...app, ...filesBelow("e2e")].filter((file) => !file.startsWith("db/"));
    expect(offenders(others, isPackage(/^(pg|drizzle-orm|graphile-worker)(\/|$)/))).toEqual([]);
  });

  test("a body is read in app/http/ alone: every form passes the one reader", () => {
    const reading = /\.(formData|arrayBuffer|blob)\(\)|\brequest\.(text|json)\(\)/;
    const others = app.filter((file) => !file.startsWith("app/http/") && !isTest(file));
    expect(others.filter((file) => reading.test(text(file)))).toEqual([]);
  });

  test("nothing that serves uses what is made for tests", () => {
    expect(offenders(source, isPackage(/\/testing\//))).toEqual([]);
  });

  const PROVIDERS = "app/identity/providers/";

  test("only a provider's own folder imports Clerk", () => {
    const others = source.filter((file) => !file.startsWith(PROVIDERS));
    expect(offenders(others, isPackage(/^@clerk\//))).toEqual([]);
  });

  test("nothing but its folder knows a provider's events, roles, parameters or which provider it is", () => {
    const names =
      /\borg:[a-z]|\b(organizationMembership|organizationInvitation)\.|["']org_(?!demo_|cli_)|__clerk|\benv\.identity\b/;
    const outside = source.filter((file) => !/^(app\/identity\/providers|db\/local-identity)\//.test(file));
    expect(outside.filter((file) => names.test(text(file)))).toEqual(["app/identity/identity.server.ts"]);
    expect(names.test(text("app/identity/providers/clerk/roles.ts"))).toBe(true);
  });

  test("a provider is reached through the interface alone", () => {
    const doors = ["app/identity/identity.server.ts", "app/identity/provider-pages.tsx"];
    const others = source.filter((file) => !file.startsWith(PROVIDERS) && !doors.includes(file));
    expect(offenders(others, (name) => /\/providers\/(clerk|local)\//.test(name))).toEqual([]);
  });

  test("nothing in db/ knows the web tier; the command opens one door to it, for what the identity provider has", () => {
    expect(offenders(db, leadsInto("app"))).toEqual(["db/cli.ts imports #app/cli.server.ts"]);
    expect(offenders(db, isPackage(/^(react|react-dom|react-router|@react-router\/|@clerk\/)/))).toEqual([]);
  });

  test("only app/env.server.ts reads process.env in app/", () => {
    const readers = app.filter((file) => file !== "app/env.server.ts" && !isTest(file));
    expect(readers.filter((file) => /\bprocess\.env\b/.test(readFileSync(join(ROOT, file), "utf8")))).toEqual(
      [],
    );
  });

  const text = (file: string) => readFileSync(join(ROOT, file), "utf8");

  test("a workspace's pages reach the control plane as their tenant alone", () => {
    const pages = app.filter((file) => file.startsWith("app/routes/tenant/") && !isTest(file));
    expect(pages.filter((file) => /\bcontrolDb\b/.test(text(file)))).toEqual([]);
    expect(pages.some((file) => text(file).includes("tenantControlContext"))).toBe(true);
  });

  test("no query of a request is made of raw text; the paging's types and signs are ours", () => {
    expect(source.filter((file) => /\bsql\.raw\(/.test(text(file)))).toEqual(["db/paging.ts"]);
  });

  test("what is searched for becomes a pattern in one place", () => {
    const searching = source.filter((file) => /\bi?like\(/.test(text(file)));
    expect(searching.length).toBeGreaterThan(1);
    expect(searching.filter((file) => !text(file).includes("containing("))).toEqual([]);
    expect(source.filter((file) => text(file).includes("[\\\\%_]"))).toEqual(["db/text.ts"]);
  });

  test("no connection is lent outside of routing: what leaves it runs in a transaction that is bound to a role", () => {
    expect(source.filter((file) => /new pg\.Pool|new Pool\(/.test(text(file)))).toEqual([]);
    const outside = source.filter((file) => !file.startsWith("db/routing/"));
    expect(
      outside.filter((file) =>
        /\b(openPool|runTransaction|registryBehind)\b|\bLease\b|\.acquire\(/.test(text(file)),
      ),
    ).toEqual([]);
  });

  test("only the control plane opens such transactions beside the router, and doctor, which probes as it works", () => {
    expect(source.filter((file) => /\bopenRoleTransactions\(/.test(text(file))).sort()).toEqual([
      "db/control/control-db.ts",
      "db/doctor/probe.ts",
      "db/routing/role-transactions.ts",
    ]);
  });
});
