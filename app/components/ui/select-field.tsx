import { type FieldMetadata, getSelectProps } from "@conform-to/react";
import type { Ref } from "react";
import { Field } from "./field.tsx";
import { Select } from "./select.tsx";

type Choice = { value: string; label: string; lang?: string };

type SelectFieldProps = {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  choices: Choice[];
  /** Of the select: how wide it is. */
  className?: string;
  place?: Ref<HTMLSelectElement>;
};

/** One of several, in a form: labelled, with its errors. */
export function SelectField({ field, label, hint, choices, className = "sm:w-60", place }: SelectFieldProps) {
  const { key, ...select } = getSelectProps(field);
  return (
    <Field id={field.id} label={label} hint={hint} errors={field.errors ?? []}>
      {(control) => (
        <Select {...select} {...control} key={key} ref={place} className={className}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} lang={choice.lang}>
              {choice.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
