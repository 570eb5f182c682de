import { Search } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Form, Link, useSubmit } from "react-router";
import { Button } from "#app/components/ui/button.tsx";
import { Input } from "#app/components/ui/input.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type FilterBarProps = {
  action: string;
  /** What is filtered by now; another one makes the fields anew. */
  search: Record<string, string | undefined>;
  isFiltered: boolean;
  /** The list without filters, where that is not at `action`. */
  clearTo?: string;
  /** Says how much there is. */
  count?: ReactNode;
  children: ReactNode;
};

/** Filters as a GET form: what is shown is in the address, and can be sent to a colleague. */
export function FilterBar({ action, search, isFiltered, clearTo = action, count, children }: FilterBarProps) {
  const { t } = useTranslation();
  const submit = useSubmit();
  /** Empty fields stay out of the address; without JavaScript they are in it, and mean the same. */
  const submitGiven = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== "");
    void submit(new URLSearchParams(given as [string, string][]), { action });
  };
  return (
    <div className="grid gap-3">
      <search aria-label={t("list.filters")}>
        <Form
          key={JSON.stringify({ ...search, cursor: undefined })}
          action={action}
          onSubmit={submitGiven}
          className="grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap"
        >
          {children}
          <Button type="submit" size="sm" className="col-span-2">
            <Search aria-hidden="true" size={14} />
            {t("list.filter")}
          </Button>
        </Form>
      </search>
      {(count || isFiltered) && (
        <p className="flex flex-wrap gap-x-3 text-muted">
          {count && <output className="tabular">{count}</output>}
          {isFiltered && (
            <Link to={clearTo} className="rounded-sm underline underline-offset-2 hover:text-ink">
              {t("list.clear")}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

type FilterProps = { name: string; label: string; value: string | undefined };

export function FilterText({
  name,
  label,
  value,
  type = "search",
  placeholder,
}: FilterProps & { type?: "search" | "date"; placeholder?: string }) {
  const isSearch = type === "search";
  return (
    <div className={isSearch ? "col-span-2 grid min-w-0 gap-1 sm:min-w-52 sm:flex-1" : "grid min-w-0 gap-1"}>
      <label htmlFor={`f-${name}`} className="text-xs font-medium text-muted">
        {label}
      </label>
      <Input
        id={`f-${name}`}
        name={name}
        type={type}
        defaultValue={value}
        placeholder={placeholder}
        className="h-8! sm:w-full"
      />
    </div>
  );
}

type Option = { value: string; label: string };

/** `emptyLabel` says what is shown where nothing is chosen; without it, all. */
export function FilterSelect({
  name,
  label,
  value,
  options,
  emptyLabel,
}: FilterProps & { options: Option[]; emptyLabel?: string }) {
  const { t } = useTranslation();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={`f-${name}`} className="text-xs font-medium text-muted">
        {label}
      </label>
      <Select id={`f-${name}`} name={name} defaultValue={value ?? ""} isSmall>
        <option value="">{emptyLabel ?? t("list.any")}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  );
}
