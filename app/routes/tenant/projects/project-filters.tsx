import { Search } from "lucide-react";
import { Form, Link } from "react-router";
import { Button } from "#app/components/ui/button.tsx";
import { Input } from "#app/components/ui/input.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectStatuses } from "#app/routes/tenant/projects/project-form-rules.ts";
import type { ProjectSearch } from "#app/routes/tenant/projects/project-search.ts";

/** Search and status, kept in the address by a GET form. */
export function ProjectFilters({ search, count }: { search: ProjectSearch; count: number }) {
  const { t } = useTranslation();
  const isFiltered = Boolean(search.search || search.status);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <search className="w-full sm:w-auto">
        <Form
          key={`${search.search} ${search.status}`}
          action="/projects"
          className="flex w-full flex-wrap gap-2 sm:w-auto sm:flex-nowrap"
        >
          <label htmlFor="q" className="sr-only">
            {t("projects.search")}
          </label>
          <Input
            id="q"
            name="q"
            type="search"
            defaultValue={search.search}
            placeholder={t("projects.searchPlaceholder")}
            className="sm:w-72!"
          />
          <label htmlFor="status" className="sr-only">
            {t("projects.status")}
          </label>
          <Select id="status" name="status" defaultValue={search.status ?? ""} className="flex-1 sm:w-44">
            <option value="">{t("projects.anyStatus")}</option>
            {projectStatuses.map((status) => (
              <option key={status} value={status}>
                {t(`status.${status}`)}
              </option>
            ))}
          </Select>
          <Button type="submit">
            <Search aria-hidden="true" size={16} />
            {t("projects.filter")}
          </Button>
        </Form>
      </search>
      <output className="tabular text-muted">
        {t("projects.count", { count })}
        {isFiltered && (
          <>
            <span aria-hidden="true"> · </span>
            <Link to="/projects" className="rounded underline underline-offset-2 hover:text-ink">
              {t("projects.clear")}
            </Link>
          </>
        )}
      </output>
    </div>
  );
}
