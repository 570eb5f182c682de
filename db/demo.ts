/** Who and what the demo is made of. */
import type { Plan, Role } from "./routing/tenant.ts";
import type { ProjectStatus } from "./tenant/projects.ts";

export type DemoPerson = { id: string; email: string; firstName: string; lastName: string; role: Role };
/** Somebody in this role, or who is at home in another workspace. */
type Maker = Role | "guest";
type DemoProject = {
  name: string;
  description: string;
  status: ProjectStatus;
  isPublic: boolean;
  by: Maker;
  /** Who changes it afterwards, which whoever made it is told of. */
  changedBy?: Role;
};
export type DemoWorkspace = {
  organizationId: string;
  slug: string;
  name: string;
  plan: Plan;
  /** OKLCH hue of its accent, in degrees. */
  hue: number;
  /** The owner first. */
  people: [DemoPerson, ...DemoPerson[]];
  /** Of another workspace, and a member here as well. */
  guest?: DemoPerson;
  projects: DemoProject[];
};

const person = (slug: string, role: Role, firstName: string, lastName: string): DemoPerson => ({
  id: `user_demo_${slug}_${role}`,
  email: `${firstName.toLowerCase()}@${slug}.example`,
  firstName,
  lastName,
  role,
});

const project = (
  by: Maker,
  name: string,
  description: string,
  status: ProjectStatus = "active",
  isPublic = true,
): DemoProject => ({ name, description, status, isPublic, by });

const changed = (changedBy: Role, made: DemoProject): DemoProject => ({ ...made, changedBy });

export const DEMO_STAFF: DemoPerson = {
  id: "user_demo_staff",
  email: "sam@tenantry.example",
  firstName: "Sam",
  lastName: "Staff",
  role: "viewer",
};

const GRACE = person("acme", "member", "Grace", "Hopper");

export const DEMO_WORKSPACES: DemoWorkspace[] = [
  {
    organizationId: "org_demo_acme",
    slug: "acme",
    name: "Acme",
    plan: "standard",
    hue: 255,
    people: [
      person("acme", "owner", "Ada", "Lovelace"),
      person("acme", "admin", "Alan", "Turing"),
      GRACE,
      person("acme", "viewer", "Vera", "Rubin"),
    ],
    projects: [
      changed(
        "owner",
        project(
          "member",
          "Anvil catalogue",
          "Photograph and describe every anvil we sell, from hand size to cathedral.",
        ),
      ),
      project(
        "admin",
        "Spring price list",
        "New prices for the season, agreed with the warehouse.",
        "planned",
      ),
      changed(
        "admin",
        project("owner", "Board papers", "Figures and notes for the June meeting.", "active", false),
      ),
      project(
        "member",
        "Rocket skates recall",
        "Letters to customers, a return address, a refund.",
        "paused",
      ),
      project(
        "admin",
        "Warehouse move",
        "Everything from the old hall to the new one without a day closed.",
        "done",
      ),
    ],
  },
  {
    organizationId: "org_demo_globex",
    slug: "globex",
    name: "Globex",
    plan: "standard",
    hue: 310,
    people: [
      person("globex", "owner", "Katherine", "Johnson"),
      person("globex", "admin", "Edsger", "Dijkstra"),
      person("globex", "member", "Barbara", "Liskov"),
      person("globex", "viewer", "Carl", "Sagan"),
    ],
    guest: GRACE,
    projects: [
      changed(
        "owner",
        project("guest", "Lighthouse catalogue", "Every light of the coast, with its height and signal."),
      ),
      project("member", "Harbour survey", "Depths and currents for the eastern basin."),
      changed(
        "admin",
        project("owner", "Hiring plan", "Four engineers and a surveyor before autumn.", "planned", false),
      ),
      project("admin", "Annual report", "Text, tables and pictures for the printed edition.", "done"),
    ],
  },
  {
    organizationId: "org_demo_initech",
    slug: "initech",
    name: "Initech",
    plan: "enterprise",
    hue: 50,
    people: [
      person("initech", "owner", "Radia", "Perlman"),
      person("initech", "admin", "Donald", "Knuth"),
      person("initech", "member", "Frances", "Allen"),
      person("initech", "viewer", "Mary", "Somerville"),
    ],
    guest: GRACE,
    projects: [
      project("admin", "Cover sheets", "One design for every report, with room for the number.", "active"),
      project(
        "member",
        "Printer replacement",
        "Quotes from three makers, and a place to put the old one.",
        "paused",
      ),
      changed(
        "admin",
        project("owner", "Reorganisation", "Who reports to whom from January on.", "planned", false),
      ),
    ],
  },
];
