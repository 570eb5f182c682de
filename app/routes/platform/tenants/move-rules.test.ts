import { expect, test } from "vitest";
import type { ClusterCapacity } from "#app/db.server.ts";
import { destinationsOf, moveChoice } from "./move-rules.ts";

const cluster = (name: string, status: ClusterCapacity["status"] = "accepting") =>
  ({ name, status }) as ClusterCapacity;

test("every other place on a cluster that takes tenants is offered, the tenant's own cluster first", () => {
  const clusters = [cluster("eu"), cluster("main"), cluster("old", "draining"), cluster("small", "full")];
  expect(destinationsOf({ kind: "schema", cluster: "main" }, clusters)).toEqual([
    { kind: "database", cluster: "main" },
    { kind: "schema", cluster: "eu" },
    { kind: "database", cluster: "eu" },
  ]);
});

test.each([
  "",
  "main",
  "database",
  "database:",
  "table:main",
  "database:M'; drop",
  `schema:${"x".repeat(64)}`,
])("%j is no place", (destination) => {
  expect(moveChoice.safeParse({ destination }).success).toBe(false);
});

test("a place is its kind and its cluster", () => {
  expect(moveChoice.parse({ destination: "database:main" })).toEqual({
    destination: { kind: "database", cluster: "main" },
  });
});
