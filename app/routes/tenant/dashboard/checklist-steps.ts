/** Pure: the first steps of a new workspace, and who may take which. */
import type { Member } from "#app/context.ts";
import { can } from "#app/permissions.ts";

type Person = Pick<Member, "id" | "role">;

const manages = (person: Person) => can(person, "members:manage");
const owns = (person: Person) => can(person, "organization:manage");

const STEPS = [
  { name: "project", to: "/projects/new", isFor: manages }, // example
  { name: "invite", to: "/members/invitations/new", isFor: manages },
  { name: "security", to: "/settings/security", isFor: owns },
  { name: "domain", to: "/settings/mail-domains", isFor: owns },
] as const;

export type StepName = (typeof STEPS)[number]["name"];
export type Step = { name: StepName; to: string; isDone: boolean };

/** Empty where nothing is left to do for this person. */
export function stepsFor(person: Person, done: Record<StepName, boolean>): Step[] {
  const own = STEPS.filter(({ isFor }) => isFor(person));
  const steps = own.map(({ name, to }) => ({ name, to, isDone: done[name] }));
  return steps.every(({ isDone }) => isDone) ? [] : steps;
}
