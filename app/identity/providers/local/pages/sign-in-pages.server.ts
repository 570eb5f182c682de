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
import { listPeople, signIn, signUp } from "../people.server.ts";
import type { PersonChoice } from "./people-list.tsx";
import { signInForm, signUpForm } from "./person-form.ts";

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
    const { [RETURN_PARAM]: returnTo, userId, email = "" } = submission.value;
    const headers = await signIn(context.get(dataTierContext), userId ? { userId } : { email });
    if (headers) return redirect(returnPath(returnTo, AFTER_SIGN_IN), { headers });
    const fieldErrors = { email: ["identity.signIn.unknownEmail"] };
    return data(submission.reply({ fieldErrors }), { status: 400 });
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
