import { useRef, useState } from "react";
import type { z } from "zod";
import type { parseForm } from "#app/validation/parse-form.ts";

type Submission<T extends z.ZodType> = ReturnType<typeof parseForm<T>>;
type Check<T extends z.ZodType> = (fields: FormData) => Submission<T>;

/**
 * What checks a form in the browser, fetched when somebody begins to fill it in: until it is there, and where
 * it cannot be fetched, the server alone checks. `load` answers the schema that the action reads with, by a
 * dynamic import; `options` are for `useForm`, and `onFocus` for the form.
 */
export function useChecks<T extends z.ZodType>(load: () => Promise<T>, when: "onBlur" | "onSubmit") {
  const [check, setCheck] = useState<Check<T>>();
  const isAsked = useRef(false);
  const onFocus = () => {
    if (isAsked.current) return;
    isAsked.current = true;
    Promise.all([load(), import("#app/validation/parse-form.ts")]).then(
      ([schema, { parseForm: parse }]) => setCheck(() => (fields: FormData) => parse(fields, schema)),
      () => {
        isAsked.current = false;
      },
    );
  };
  const options = check && {
    shouldValidate: when,
    shouldRevalidate: "onInput" as const,
    onValidate: ({ formData }: { formData: FormData }) => check(formData),
  };
  return { onFocus, options: options ?? { shouldValidate: "onSubmit" as const } };
}
