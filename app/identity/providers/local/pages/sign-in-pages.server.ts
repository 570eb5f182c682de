/** The server's half of the stand-in's sign-in and sign-up. */
import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import type { LocalPerson } from "#app/db.local.server.ts";
import { AlreadyTaken, type DataTier } from "#app/db.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import type { ServerPage, Visitor, Way } from "../../../identity-provider.ts";
import { AFTER_SIGN_IN, AFTER_SIGN_UP, RETURN_PARAM } from "../../../paths.ts";
import { roleNamed } from "../../clerk/roles.ts";
import { hasCompany } from "../companies.server.ts";
import { findPerson, listPeople, signUp, startSession, startThroughCompany } from "../people.server.ts";
import type { PersonChoice } from "./people-list.tsx";
import { signInForm, signUpForm } from "./person-form.ts";
import { askForCode } from "./second-factor-pages.server.ts";

/** One page each: the steps of the real provider's forms are not here. */
function requireWhole(params: Record<string, string | undefined>): void {
  if (params["*"]) throw data(null, { status: 404 });
}

export const signInPage: ServerPage<Way & Visitor> = {
  async load({ params, context }, { returnTo, destination }) {
    requireWhole(params);
    return { loaded: { returnTo, destination, ...(await loadPeople(context.get(dataTierContext))) } };
  },

  async submit({ request, context }) {
    await limit("signIns", context.get(requestContext).ip);
    const submission = await readForm(request, signInForm);
    if (submission.status !== "success") return data(submission.reply(), { status: 400 });
    const { [RETURN_PARAM]: wanted, userId, email = "", way } = submission.value;
    const returnTo = returnPath(wanted, AFTER_SIGN_IN);
    const tier = context.get(dataTierContext);
    const person = await findPerson(tier, userId ? { userId } : { email });
    if (!person) {
      const fieldErrors = { email: ["identity.signIn.unknownEmail"] };
      return data(submission.reply({ fieldErrors }), { status: 400 });
    }
    if (way === "company" && !hasCompany(person.email)) {
      const fieldErrors = { email: ["identity.signIn.noCompany"] };
      return data(submission.reply({ fieldErrors }), { status: 400 });
    }
    // A company asks for what it wants by itself.
    if (way === "company") return redirect(returnTo, { headers: await startThroughCompany(tier, person) });
    if (person.hasSecondFactor) return askForCode(tier, person, returnTo);
    return redirect(returnTo, { headers: await startSession(tier, person) });
  },
};

export const signUpPage: ServerPage<Way & Visitor> = {
  async load({ params }, { returnTo, destination }) {
    requireWhole(params);
    return { loaded: { returnTo, destination } };
  },

  async submit({ request, context }) {
    await limit("signUps", context.get(requestContext).ip);
    const submission = await readForm(request, signUpForm);
    if (submission.status !== "success") return data(submission.reply(), { status: 400 });
    try {
      const { [RETURN_PARAM]: returnTo, ...person } = submission.value;
      const headers = await signUp(context.get(dataTierContext), person);
      return redirect(returnPath(returnTo, AFTER_SIGN_UP), { headers });
    } catch (error) {
      if (!(error instanceof AlreadyTaken)) throw error;
      const fieldErrors = { email: ["identity.errors.emailTaken"] };
      return data(submission.reply({ fieldErrors }), { status: 400 });
    }
  },
};

async function loadPeople(tier: DataTier) {
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
