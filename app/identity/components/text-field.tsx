import type { FieldMetadata } from "@conform-to/react";
import type { ComponentProps } from "react";
import { Field } from "#app/components/ui/field.tsx";
import { Input } from "#app/components/ui/input.tsx";

type TextFieldProps = Pick<ComponentProps<"input">, "type" | "autoComplete"> & {
  field: FieldMetadata<string>;
  label: string;
};

export function TextField({ field, label, type, autoComplete }: TextFieldProps) {
  return (
    <Field id={field.id} label={label} errors={field.errors}>
      {(control) => (
        <Input
          {...control}
          key={field.key}
          name={field.name}
          type={type}
          autoComplete={autoComplete}
          required
          defaultValue={field.defaultValue}
        />
      )}
    </Field>
  );
}
