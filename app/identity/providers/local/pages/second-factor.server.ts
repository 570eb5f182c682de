/** The second factor at the stand-in: a code that waits in its outbox. */
import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { addLocalMail, getLocalSession, getLocalUser, type LocalUser } from "#app/db.local.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { returnPath } from "#app/http/return-path.ts";
import type { ApexUser, ServerPage, Way } from "../../../identity-provider.ts";
import { AFTER_SIGN_IN, RETURN_PARAM, secondFactorPath } from "../../../paths.ts";
import { changeUser } from "../changes.ts";
import { codeFor, isCodeOf } from "../codes.ts";
import { localIdentity } from "../instance.server.ts";
import { sessionCookies, startSession } from "../people.server.ts";
import { factorForm, PERSON_PARAM, SENT_PARAM, signInCodeForm, signInCodePath } from "./code-form.ts";

async function mailCode({ controlDb }: DataTier, { id, email }: LocalUser): Promise<void> {
  const code = codeFor(localIdentity().instance.secretKey, id);
  const text = `${code} is your code. It is good for ten minutes.`;
  const mail = { to: email, subject: `Your code: ${code}`, text, html: `<!doctype html><p>${text}</p>` };
  await controlDb.write((tx) => addLocalMail(tx, mail));
}

const isCode = (userId: string, typed: string): boolean =>
  isCodeOf(localIdentity().instance.secretKey, userId, typed);

/** Whoever has a second factor is asked for it before they are signed in. */
export async function askForCode(tier: DataTier, user: LocalUser, returnTo: string): Promise<Response> {
  await mailCode(tier, user);
  return redirect(signInCodePath(user.id, returnTo), 303);
}

/** The code for who is not signed in yet. */
export async function submitSignInCode(tier: DataTier, request: Request) {
  const submission = await readForm(request, signInCodeForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { [RETURN_PARAM]: returnTo, [PERSON_PARAM]: person, code } = submission.value;
  const user = await tier.controlDb.read((tx) => getLocalUser(tx, person));
  if (!user || !isCode(user.id, code)) {
    const fieldErrors = { code: ["identity.code.wrong"] };
    return data(submission.reply({ fieldErrors }), { status: 400 });
  }
  const headers = await startSession(tier, user, { hasSecondFactor: true });
  return redirect(returnPath(returnTo, AFTER_SIGN_IN), { status: 303, headers });
}

/** Of who is signed in: asks for a code, or adds the factor and takes it into the session at hand. */
export const secondFactorPage: ServerPage<Way> = {
  load: async ({ url }, { returnTo }) => ({ loaded: { returnTo, isSent: url.searchParams.has(SENT_PARAM) } }),

  async submit({ request, context }, acts) {
    const user = await acts.requireUser();
    await limit("signIns", context.get(requestContext).ip);
    const submission = await readForm(request, factorForm);
    if (submission.status !== "success") return data(submission.reply(), { status: 400 });
    const { [RETURN_PARAM]: wanted, intent, code = "" } = submission.value;
    const returnTo = returnPath(wanted, AFTER_SIGN_IN);
    const tier = context.get(dataTierContext);
    if (intent === "send") {
      await mailCode(tier, requireFound(await tier.controlDb.read((tx) => getLocalUser(tx, user.id))));
      return redirect(`${secondFactorPath(returnTo)}&${SENT_PARAM}=1`, 303);
    }
    if (!isCode(user.id, code)) {
      const fieldErrors = { code: ["identity.code.wrong"] };
      return data(submission.reply({ fieldErrors }), { status: 400 });
    }
    return redirect(returnTo, { status: 303, headers: await addFactor(tier, user) });
  },
};

async function addFactor(tier: DataTier, { id, sessionId, provedAt }: ApexUser): Promise<Headers> {
  const session = await tier.controlDb.write(async (tx) => {
    await changeUser(tx, id, { hasSecondFactor: true });
    return getLocalSession(tx, sessionId);
  });
  localIdentity().deliverNow();
  return sessionCookies(requireFound(session), { provedAt, hasSecondFactor: true });
}
