import { expect, test } from "vitest";
import { proposeMoves, type WeighedCluster, type WeighedTenant } from "./rebalance.ts";

const tenant = (slug: string, cluster: string, bytes: number, load = 0): WeighedTenant => ({
  ...{ tenantId: slug, slug, cluster, kind: "schema", bytes, load },
});
const cluster = (name: string, room: Partial<WeighedCluster> = {}): WeighedCluster => ({
  ...{ name, capacity: 100, tenants: 50, schemas: 50 },
  ...room,
});
const names = (tenants: WeighedTenant[], clusters: WeighedCluster[]) =>
  proposeMoves(tenants, clusters).moves.map(({ tenant: { slug }, to }) => `${slug} → ${to}`);

const TEN = Array.from({ length: 10 }, (_, at) => tenant(`t${at}`, "one", 10));

test("a full cluster beside an empty one gives half away, and then nothing more", () => {
  const { moves, shares } = proposeMoves(TEN, [cluster("one"), cluster("two")]);
  expect(moves).toHaveLength(5);
  expect(shares).toMatchObject([
    { cluster: "one", before: expect.closeTo(2), after: expect.closeTo(1) },
    { cluster: "two", before: 0, after: expect.closeTo(1) },
  ]);
  const moved = TEN.map((one) => ({
    ...one,
    cluster: moves.find(({ tenant: its }) => its.slug === one.slug)?.to ?? one.cluster,
  }));
  expect(names(moved, [cluster("one"), cluster("two")])).toEqual([]);
});

test("what is used counts as much as what is stored", () => {
  const busy = [
    tenant("busy", "one", 10, 1_000),
    tenant("calm", "one", 10, 0),
    tenant("large", "two", 20, 0),
  ];
  // By size alone they are even; the busy one is what weighs.
  expect(names(busy, [cluster("one"), cluster("two")])).toEqual(["calm → two"]);
});

test("a cluster that may carry twice as much is given twice as much", () => {
  const twelve = Array.from({ length: 12 }, (_, at) => tenant(`t${at}`, "one", 10));
  expect(names(twelve, [cluster("one"), cluster("two", { capacity: 200 })])).toHaveLength(8);
});

test("nothing is proposed where there is no room, one cluster alone, or one tenant that weighs it all", () => {
  expect(names(TEN, [cluster("one"), cluster("two", { schemas: 0 })])).toEqual([]);
  expect(names(TEN, [cluster("one"), cluster("two", { tenants: 2, schemas: 2 })])).toHaveLength(2);
  expect(names(TEN, [cluster("one")])).toEqual([]);
  expect(names([], [cluster("one"), cluster("two")])).toEqual([]);
  expect(names([tenant("all", "one", 100)], [cluster("one"), cluster("two")])).toEqual([]);
});
