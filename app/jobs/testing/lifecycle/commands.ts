/** The things that happen to tenants, for fast-check to put in any order. */
import fc from "fast-check";
import { expect } from "vitest";
import { LifecycleRefused, refillSpares, type Tenant } from "#app/db.server.ts";
import type { PlacementKind } from "#db/routing/placement.ts";
import { ACTIONS, type Action, after, afterBoth, type Model, type ModelTenant } from "./model.ts";
import { killedAt, type Real } from "./real.ts";

type Command = fc.AsyncCommand<Model, Real, false>;

const pick = ({ tenants }: Model, at: number): ModelTenant => tenants[at % tenants.length] as ModelTenant;
const hasTenants = ({ tenants }: Readonly<Model>): boolean => tenants.length > 0;
const statusOf = async (real: Real, { id }: ModelTenant) => (await real.find(id))?.status;

class Create implements Command {
  readonly kind: PlacementKind;
  readonly killAt: number | undefined;
  constructor(kind: PlacementKind, killAt: number | undefined) {
    this.kind = kind;
    this.killAt = killAt;
  }
  check = () => true;
  async run(model: Model, real: Real) {
    const before = new Set(await real.ids());
    const isKilled = await killedAt(this.killAt, () => real.create(this.kind));
    const [id = ""] = (await real.ids()).filter((each) => !before.has(each));
    const made = await real.find(id);
    if (!isKilled) expect(made?.status).toBe("active");
    expect(["provisioning", "active"]).toContain(made?.status);
    model.tenants.push({
      id,
      kind: this.kind,
      status: made?.status ?? "provisioning",
      slug: made?.slug ?? "",
      was: "active",
      killed: undefined,
      jobs: [],
    });
  }
  toString = () => `create(${this.kind}${killText(this.killAt)})`;
}

class Act implements Command {
  readonly at: number;
  readonly action: Action;
  readonly killAt: number | undefined;
  constructor(at: number, action: Action, killAt: number | undefined) {
    this.at = at;
    this.action = action;
    this.killAt = killAt;
  }
  check = hasTenants;
  async run(model: Model, real: Real) {
    const tenant = pick(model, this.at);
    const expected = after(tenant, this.action);
    const before = tenant.status;
    const outcome = await killedAt(this.killAt, () => real.act[this.action](tenant.id)).catch(refusal);
    if (outcome === "refused")
      expect(expected, `${this.toString()} of a tenant that is ${before}`).toBeUndefined();
    else expect(expected, `${this.toString()} of a tenant that is ${before}`).toBeDefined();
    const status = await statusOf(real, tenant);
    if (outcome === true) {
      expect([before, expected?.status]).toContain(status);
      // What was begun and is not done waits for whoever comes next.
      if (status === before && before === "deleted") tenant.killed = this.begun(tenant);
      if (status === before) return;
    }
    Object.assign(tenant, expected ?? {});
    expect(status).toBe(tenant.status);
  }
  begun({ killed }: ModelTenant): ModelTenant["killed"] {
    return this.action === "restore" || this.action === "purge" ? this.action : killed;
  }
  toString = () => `${this.action}(${this.at}${killText(this.killAt)})`;
}

/**
 * Two at one instant: whatever comes of it is what one after the other would have come to. `isEnd`: of a
 * tenant that was deleted just before.
 */
class Both implements Command {
  readonly at: number;
  readonly actions: [Action, Action];
  readonly isEnd: boolean;
  constructor(at: number, actions: [Action, Action], isEnd: boolean) {
    this.at = at;
    this.actions = actions;
    this.isEnd = isEnd;
  }
  check = hasTenants;
  async run(model: Model, real: Real) {
    if (this.isEnd) await new Act(this.at, "delete", undefined).run(model, real);
    const tenant = pick(model, this.at);
    const outcomes = await Promise.allSettled(this.actions.map((action) => real.act[action](tenant.id)));
    for (const outcome of outcomes) if (outcome.status === "rejected") refusal(outcome.reason);
    const found = await real.find(tenant.id);
    const status = found?.status;
    const possible = afterBoth(tenant, ...this.actions).filter((each) => each.status === status);
    // Which of two came first may be told by nothing but what a restore will bring back.
    const reached = possible.find((each) => each.was === marked(found)) ?? possible[0];
    expect(
      reached,
      `${this.toString()} of a tenant that was ${tenant.status} made it ${status}`,
    ).toBeDefined();
    Object.assign(tenant, reached);
  }
  toString = () => `both(${this.at}, ${this.actions.join()}${this.isEnd ? ", once deleted" : ""})`;
}

class Job implements Command {
  readonly at: number;
  readonly isRun: boolean;
  constructor(at: number, isRun: boolean) {
    this.at = at;
    this.isRun = isRun;
  }
  check = hasTenants;
  async run(model: Model, real: Real) {
    const tenant = pick(model, this.at);
    const number = model.tenants.reduce((sum, { jobs }) => sum + jobs.length, 0);
    tenant.jobs.push(number);
    await real.post(tenant.id, number);
    if (this.isRun) await real.runJobs();
  }
  toString = () => `job(${this.at}${this.isRun ? ", run" : ""})`;
}

class Worker implements Command {
  check = () => true;
  async run(model: Model, real: Real) {
    for (const id of await real.unfinished()) {
      await real.act.continue(id);
      const tenant = model.tenants.find((each) => each.id === id);
      if (tenant) Object.assign(tenant, after(tenant, "continue"));
    }
    for (const tenant of model.tenants) expect(await statusOf(real, tenant)).toBe(tenant.status);
  }
  toString = () => "worker()";
}

class Refill implements Command {
  check = () => true;
  async run(_: Model, { tier }: Real) {
    for (const { error } of await refillSpares(tier, { perCluster: 1 })) expect(error).toBeUndefined();
  }
  toString = () => "refill()";
}

const killText = (at: number | undefined): string => (at === undefined ? "" : `, killed at ${at}`);

/** What a restore would bring back, as the row says it. */
function marked(found: Tenant | undefined): ModelTenant["was"] {
  if (found?.suspendedAt) return "suspended";
  return found?.readOnlySince ? "read-only" : "active";
}

/** What the lifecycle says no to; anything else is a fault. */
function refusal(error: unknown): "refused" {
  if (error instanceof LifecycleRefused) return "refused";
  throw error;
}

const at = fc.nat({ max: 7 });
/** A database takes a server far longer than a schema. */
const kind = fc.oneof(
  { weight: 4, arbitrary: fc.constant<PlacementKind>("schema") },
  { weight: 1, arbitrary: fc.constant<PlacementKind>("database") },
);
/** No work has more step boundaries. */
const killAt = fc.option(fc.nat({ max: 9 }), { nil: undefined });
const action = fc.constantFrom(...ACTIONS);
/** Of any two, and as often those that make and drop one place. */
const pair: fc.Arbitrary<[Action, Action]> = fc.oneof(
  fc.tuple(action, action),
  fc.constantFrom<[Action, Action]>(["restore", "purge"], ["purge", "restore"]),
);

export const lifecycleCommands = (maxCommands: number) =>
  fc.commands<Model, Real, false>(
    [
      fc.tuple(kind, killAt).map(([kind, kill]) => new Create(kind, kill)),
      fc.tuple(at, action, killAt).map(([n, act, kill]) => new Act(n, act, kill)),
      fc
        .tuple(at, fc.constantFrom("delete", "restore", "purge"), killAt)
        .map(([n, act, kill]) => new Act(n, act as Action, kill)),
      fc.tuple(at, pair, fc.boolean()).map(([n, actions, isEnd]) => new Both(n, actions, isEnd)),
      fc.tuple(at, fc.boolean()).map(([n, isRun]) => new Job(n, isRun)),
      fc.constant(new Worker()),
      fc.constant(new Refill()),
    ],
    { maxCommands, size: "max" },
  );
