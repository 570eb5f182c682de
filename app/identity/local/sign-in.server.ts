/** The stand-in's sign-in and sign-up as loaders and actions see them. */
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { AlreadyTaken, type LocalPerson } from "#app/db.server.ts";
import { returnPath } from "#app/return-path.ts";
import type { PersonChoice } from "../components/people-list.tsx";
import { AFTER_SIGN_IN, RETURN_PARAM } from "../paths.ts";
import { listPeople, signIn, signUp } from "./people.server.ts";
import { signInForm, signUpForm } from "./person-form.ts";

export async function loadPeople() {
  const { groups, staff } = await listPeople();
  return {
    groups: groups.map(({ workspace, people }) => ({ workspace, people: people.map(toChoice) })),
    staff: staff.map(toChoice),
  };
}

const roles = {
  "org:owner": "owner",
  "org:admin": "admin",
  "org:member": "member",
  "org:viewer": "viewer",
} as const;

const toChoice = ({ id, firstName, lastName, email, role }: LocalPerson): PersonChoice => ({
  id,
  email,
  name: `${firstName} ${lastName}`,
  role: role && role in roles ? roles[role as keyof typeof roles] : null,
});

export async function submitSignIn(request: Request) {
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: signInForm });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const headers = await signIn(submission.value);
  if (headers) return redirect(returnPath(form.get(RETURN_PARAM), AFTER_SIGN_IN), { headers });
  return data(submission.reply({ fieldErrors: { email: ["identity.signIn.unknownEmail"] } }), {
    status: 400,
  });
}

export async function submitSignUp(request: Request, fallback: string) {
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: signUpForm });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  try {
    const headers = await signUp(submission.value);
    return redirect(returnPath(form.get(RETURN_PARAM), fallback), { headers });
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return data(submission.reply({ fieldErrors: { email: ["identity.errors.emailTaken"] } }), {
      status: 400,
    });
  }
}
