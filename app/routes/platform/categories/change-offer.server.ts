/** A shared category is offered to workspaces from now on, or no more. */
import { data, type RouterContextProvider, redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { AlreadyTaken, setBaseCategoryOffered } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { staffActor } from "../parts/staff-actor.server.ts";
import { baseCategoryPath } from "./base-category-path.ts";
import { reasonForm } from "./base-category-rules.ts";
import { requireBaseCategory } from "./require-base-category.server.ts";

type Args = {
  request: Request;
  context: Readonly<RouterContextProvider>;
  params: { categoryId?: string | undefined };
};

/** What is so already stays so. */
export async function changeOffer({ request, context, params }: Args, isOffered: boolean) {
  const { id, name } = await requireBaseCategory(context, params.categoryId);
  const submission = await readForm(request, reasonForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const by = { actor: staffActor(context), reason: submission.value.reason };
  try {
    const { controlDb } = context.get(dataTierContext);
    await controlDb.write((tx) => setBaseCategoryOffered(tx, id, isOffered, by));
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return data(submission.reply({ formErrors: ["platform.categories.errors.taken"] }), { status: 409 });
  }
  const key = isOffered ? "platform.categories.isOffered" : "platform.categories.isRetired";
  const cookie = await flashCookie({ key, name });
  return redirect(baseCategoryPath(), { status: 303, headers: { "Set-Cookie": cookie } });
}
