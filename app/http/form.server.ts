/** The one reader of every form: what arrives is checked before the form library sees it. */
import { z } from "zod";
import { parseForm } from "#app/validation/parse-form.ts";
import { type FieldList, readFields } from "./fields.server.ts";
import { noteFields } from "./typed.server.ts";

type Limits = { maxBytes?: number };

/** What `schema` makes of the body. Throws RequestRefused for a body that is no form of ours. */
export async function readForm<T extends z.ZodType>(request: Request, schema: T, limits?: Limits) {
  const fields = await readFields(request, fieldsOf(schema), limits);
  noteFields(request, fields);
  return parseForm(fields, schema);
}

/** For an action that takes no fields: the body must be a form all the same. */
export const noFields = z.object({});

/** The names that a schema knows, and which of them may come more than once. */
function fieldsOf(schema: z.ZodType): FieldList {
  if (schema instanceof z.ZodUnion)
    return new Map(schema.options.flatMap((option) => [...fieldsOf(option as z.ZodType)]));
  if (!(schema instanceof z.ZodObject))
    throw new TypeError("A form's schema is an object, or a union of them.");
  const shape: Record<string, z.ZodType> = schema.shape;
  return new Map(Object.entries(shape).map(([name, field]) => [name, arityOf(field)]));
}

const arityOf = (field: z.ZodType) => (field instanceof z.ZodFile ? "file" : isList(field) ? "many" : "one");

function isList(field: unknown): boolean {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional || field instanceof z.ZodCatch)
    return isList(field.unwrap());
  return field instanceof z.ZodArray;
}
