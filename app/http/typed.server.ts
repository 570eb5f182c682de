/**
 * What somebody had typed into a form that could not be taken, for the page that says so: they copy it from
 * there. Only what the browser says was sent from a page of this very origin; never what a form of another
 * site put into it.
 */
import type { RouterContextProvider } from "react-router";
import { requestContext } from "#app/context.ts";
import { readAnyFields } from "./fields.server.ts";
import { getOptional } from "./optional-context.ts";

/** Name and text, in the order of the form. */
export type Typed = [name: string, text: string][];

const read = new WeakMap<Request, FormData>();

/** Notes what a form was found to hold: its body can be read only once. */
export const noteFields = (request: Request, fields: FormData): void => void read.set(request, fields);

/** What the form was found to hold; undefined where nobody has read it. */
export const notedFields = (request: Request): FormData | undefined => read.get(request);

type Args = { request: Request; context: Readonly<RouterContextProvider> };

/** Never fails: a body that is too large, cut off or no form has nothing to show. */
export async function typedText({ request, context }: Args): Promise<Typed | undefined> {
  if (request.method !== "POST") return undefined;
  const { sender, origin } = getOptional(context, requestContext) ?? {};
  if (!sender || sender !== origin) return undefined;
  const fields = read.get(request) ?? (await readLate(request));
  const typed = [...(fields ?? [])].filter(isText);
  return typed.length > 0 ? typed : undefined;
}

const readLate = async (request: Request): Promise<FormData | undefined> =>
  request.bodyUsed ? undefined : readAnyFields(request).catch(() => undefined);

const CHECKED = "on";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a person typed, as against what a form put there: marks, and references to rows. */
const isText = (field: [string, FormDataEntryValue]): field is Typed[number] => {
  const [name, text] = field;
  if (typeof text !== "string") return false;
  return text.trim() !== "" && text !== CHECKED && !UUID.test(text) && name !== "return_to";
};
