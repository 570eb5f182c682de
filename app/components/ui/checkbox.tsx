import type { ComponentProps, ReactNode } from "react";
import { FieldErrors } from "./field.tsx";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: string[];
};

export function Checkbox({ id, label, hint, errors = [], ...rest }: CheckboxProps) {
  return (
    <div className="grid gap-1.5">
      <div className="flex items-start gap-2.5">
        <input
          type="checkbox"
          id={id}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="mt-0.5 size-4 shrink-0 accent-accent"
          {...rest}
        />
        <div className="grid gap-0.5">
          <label htmlFor={id} className="font-medium">
            {label}
          </label>
          {hint && (
            <p id={`${id}-hint`} className="text-muted">
              {hint}
            </p>
          )}
        </div>
      </div>
      <FieldErrors id={id} errors={errors} />
    </div>
  );
}
