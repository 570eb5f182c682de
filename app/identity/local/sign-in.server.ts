/** The stand-in's sign-in and sign-up as loaders and actions see them. */
import { data, redirect } from "react-router";
import type { LocalPerson } from "#app/db.local.server.ts";
import { AlreadyTaken, type DataTier } from "#app/db.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import type { PersonChoice } from "../components/people-list.tsx";
import { AFTER_SIGN_IN, RETURN_PARAM } from "../paths.ts";
import { roleNamed } from "../roles.ts";
import { findPerson, listPeople, signUp, startSession } from "./people.server.ts";
import { signInForm, signUpForm } from "./person-form.ts";
import { askForCode } from "./second-factor.server.ts";

export async function loadPeople(tier: DataTier) {
  const { groups, staff, hasMore } = await listPeople(tier);
  return {
    hasMore,
    groups: groups.map(({ workspace, people }) => ({ workspace, people: people.map(toChoice) })),
    staff: staff.map(toChoice),
  };
}

const toChoice = ({ id, firstName, lastName, email, role }: LocalPerson): PersonChoice => ({
  id,
  email,
  name: `${firstName} ${lastName}`,
  role: role ? roleNamed(role) : null,
});

export async function submitSignIn(tier: DataTier, request: Request) {
  const submission = await readForm(request, signInForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { [RETURN_PARAM]: wanted, userId, email = "" } = submission.value;
  const returnTo = returnPath(wanted, AFTER_SIGN_IN);
  const person = await findPerson(tier, userId ? { userId } : { email });
  if (!person)
    return data(submission.reply({ fieldErrors: { email: ["identity.signIn.unknownEmail"] } }), {
      status: 400,
    });
  if (person.hasSecondFactor) return askForCode(tier, person, returnTo);
  return redirect(returnTo, { headers: await startSession(tier, person) });
}

export async function submitSignUp(tier: DataTier, request: Request, fallback: string) {
  const submission = await readForm(request, signUpForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  try {
    const { [RETURN_PARAM]: returnTo, ...person } = submission.value;
    const headers = await signUp(tier, person);
    return redirect(returnPath(returnTo, fallback), { headers });
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return data(submission.reply({ fieldErrors: { email: ["identity.errors.emailTaken"] } }), {
      status: 400,
    });
  }
}
