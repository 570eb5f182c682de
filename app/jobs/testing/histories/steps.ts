/** What happens in a history, for fast-check to put in any order; what is not possible then is not done. */
import fc from "fast-check";
import { getLocalMembership, getLocalOrganization, getLocalUser } from "#app/db.local.server.ts";
import {
  deleteTenant,
  LifecycleRefused,
  makeReadOnly,
  restoreTenant,
  resumeTenant,
  suspendTenant,
} from "#app/db.server.ts";
import {
  addMembership,
  addOrganization,
  addUser,
  changeMembership,
  changeOrganization,
  changeUser,
  endSession,
  removeMembership,
  removeOrganization,
  removeUser,
} from "#app/identity/providers/local/changes.ts";
import {
  acceptInvitation,
  addInvitation,
  revokeInvitation,
} from "#app/identity/providers/local/invitation-changes.ts";
import { LOCAL_ROLES } from "#app/identity/providers/local/shapes.ts";
import { createSession } from "#db/control/sessions.ts";
import { createLocalSession } from "#db/local-identity/sessions.ts";
import { deliver, newName, type Staffed, type World } from "./world.ts";

type Role = (typeof LOCAL_ROLES)[number];
/** Who and which, by their number in the world: each number is somebody's. */
type Numbers = { person: number; organization: number; role: Role; killAt: number | undefined };
type Step = (world: World, numbers: Numbers) => Promise<unknown>;

const BY = { actor: { kind: "staff" } } as const;

const pick = <T>(all: T[], at: number): T | undefined => all[at % Math.max(1, all.length)];

const STEPS = {
  async signUp(world) {
    const user = await world.inbox.write((tx) =>
      addUser(tx, { email: `${newName()}@example.com`, firstName: newName(), lastName: "Person" }),
    );
    world.people.push(user.id);
  },
  renamePerson: (world, { person }) =>
    onPerson(world, person, (id) =>
      world.inbox.write((tx) =>
        changeUser(tx, id, { firstName: newName(), email: `${newName()}@example.com` }),
      ),
    ),
  deletePerson: (world, { person }) =>
    onPerson(world, person, (id) => world.inbox.write((tx) => removeUser(tx, id))),
  found: (world, { person }) =>
    onPerson(world, person, async (createdBy) => {
      const slug = newName();
      const made = await world.inbox.write((tx) => addOrganization(tx, { slug, name: slug, createdBy }));
      world.organizations.push(made);
    }),
  renameOrganization: (world, { organization }) =>
    onOrganization(world, organization, (id) =>
      world.inbox.write((tx) => changeOrganization(tx, id, { name: newName() })),
    ),
  deleteOrganization: (world, { organization }) =>
    onOrganization(world, organization, (id) => world.inbox.write((tx) => removeOrganization(tx, id))),
  join: (world, { role, ...at }) =>
    onBoth(world, at, (key, isIn) =>
      isIn ? undefined : world.inbox.write((tx) => addMembership(tx, { ...key, role })),
    ),
  changeRole: (world, { role, ...at }) =>
    onBoth(world, at, (key) => world.inbox.write((tx) => changeMembership(tx, key, role))),
  leave: (world, at) => onBoth(world, at, (key) => world.inbox.write((tx) => removeMembership(tx, key))),
  invite: (world, { organization, role }) =>
    onOrganization(world, organization, async (id) => {
      const made = await world.inbox.write(async (tx) => {
        const there = await getLocalOrganization(tx, id);
        if (!there) return undefined;
        return addInvitation(tx, there, {
          email: `${newName()}@example.com`,
          role,
          inviterUserId: null,
          redirectUrl: "http://app.localhost:3000/invitations/accept",
          expiresInDays: 30,
          publicMetadata: {},
          privateMetadata: {},
        });
      });
      if (made) world.invitations.push(made.id);
    }),
  acceptInvitation: (world, { person, organization: at }) =>
    onPerson(world, person, async (userId) => {
      const id = pick(world.invitations, at);
      if (id) await world.inbox.write((tx) => acceptInvitation(tx, id, userId));
    }),
  revokeInvitation: (world, { organization: at, person }) =>
    onOrganization(world, at, async (organizationId) => {
      const id = pick(world.invitations, person);
      await world.inbox.write(async (tx) => {
        const organization = await getLocalOrganization(tx, organizationId);
        if (id && organization) await revokeInvitation(tx, id, organization);
      });
    }),
  signIn: (world, at) =>
    onBoth(world, at, async ({ organizationId, userId }, isIn) => {
      const tenant = await world.inbox.tenantOf(organizationId);
      if (!tenant || !isIn) return;
      const source = await world.inbox.write((tx) => createLocalSession(tx, userId));
      world.sessions.push(source.id);
      await world.inbox.write((tx) =>
        createSession(tx, {
          idHash: source.id,
          tenantId: tenant.id,
          userId,
          sourceSessionId: source.id,
          hostname: `${tenant.slug}.app.localhost`,
          userAgent: null,
        }),
      );
    }),
  async signOut(world, { person: at }) {
    const id = pick(world.sessions, at);
    if (id) await world.inbox.write((tx) => endSession(tx, id, at % 2 === 0 ? "ended" : "revoked"));
  },
  readOnly: (world, { organization }) =>
    onTenant(world, organization, (id) => makeReadOnly(world.inbox.tier, id, BY), { status: "read-only" }),
  suspend: (world, { organization }) =>
    onTenant(world, organization, (id) => suspendTenant(world.inbox.tier, id, BY), { status: "suspended" }),
  resume: (world, { organization }) =>
    onTenant(world, organization, (id) => resumeTenant(world.inbox.tier, id, BY), { status: "active" }),
  delete: (world, { organization }) =>
    onTenant(world, organization, (id) => deleteTenant(world.inbox.tier, id, BY), { isDeleted: true }),
  restore: (world, { organization }) =>
    onTenant(world, organization, (id) => restoreTenant(world.inbox.tier, id, BY), {
      isDeleted: false,
      wasRestored: true,
    }),
  deliver: (world, { killAt }) => deliver(world, killAt),
} satisfies Record<string, Step>;

async function onPerson(world: World, at: number, work: (id: string) => Promise<unknown>): Promise<void> {
  const id = pick(world.people, at);
  const isThere = id && (await world.inbox.read((tx) => getLocalUser(tx, id)));
  if (isThere) await work(id);
}

async function onOrganization(
  world: World,
  at: number,
  work: (id: string) => Promise<unknown>,
): Promise<void> {
  const id = pick(world.organizations, at)?.id;
  const isThere = id && (await world.inbox.read((tx) => getLocalOrganization(tx, id)));
  if (isThere) await work(id);
}

const onBoth = (
  world: World,
  { person, organization }: Pick<Numbers, "person" | "organization">,
  work: (key: { organizationId: string; userId: string }, isIn: boolean) => Promise<unknown> | undefined,
): Promise<void> =>
  onPerson(world, person, (userId) =>
    onOrganization(world, organization, async (organizationId) => {
      const key = { organizationId, userId };
      const known = await world.inbox.read((tx) => getLocalMembership(tx, key));
      await work(key, known !== undefined);
    }),
  );

/** Staff reach tenants of organizations that are gone as well; what the lifecycle refuses is as before. */
async function onTenant(
  world: World,
  at: number,
  work: (id: string) => Promise<unknown>,
  change: Partial<Staffed>,
): Promise<void> {
  const id = pick(world.organizations, at)?.id;
  const tenant = id && (await world.inbox.tenantOf(id));
  if (!tenant) return;
  const before = world.staffed.get(id) ?? { status: "active", isDeleted: false, wasRestored: false };
  try {
    await work(tenant.id);
    world.staffed.set(id, { ...before, ...change });
  } catch (error) {
    if (!(error instanceof LifecycleRefused)) throw error;
  }
}

export type Moment = { step: keyof typeof STEPS } & Numbers;

export const happen = (world: World, { step, ...numbers }: Moment): Promise<unknown> =>
  STEPS[step](world, numbers);

/** Without people, organizations and deliveries nothing happens. */
const OFTEN = ["signUp", "found", "join", "changeRole", "leave", "deliver", "deliver"] as const;

const moment: fc.Arbitrary<Moment> = fc.record({
  step: fc.oneof(
    fc.constantFrom(...OFTEN),
    fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
  ),
  person: fc.nat({ max: 5 }),
  organization: fc.nat({ max: 2 }),
  role: fc.constantFrom(...LOCAL_ROLES),
  killAt: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
});

const first = (step: keyof typeof STEPS): Moment => ({
  step,
  person: 0,
  organization: 0,
  role: "org:member",
  killAt: undefined,
});

/** Begins with two people and an organization: most of what matters needs them. */
export const histories = (maxMoments: number): fc.Arbitrary<Moment[]> =>
  fc
    .array(moment, { maxLength: maxMoments, size: "max" })
    .map((moments) => [first("signUp"), first("signUp"), first("found"), ...moments]);
