import { classNames } from "#app/components/ui/class-names.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ProductPicture } from "./product-picture.tsx";
import { Section } from "./section.tsx";

const uses = ["projects", "members", "project"] as const;

/** Every other one has its picture on the left. */
const isTurned = (index: number): boolean => index % 2 === 1;

/** What people do with it: each with the page on which they do it. */
export function Uses() {
  const { t } = useTranslation();
  return (
    <Section id="uses" title={t("landing.usesTitle")} lead={t("landing.usesLead")} isTinted>
      <ul className="grid gap-14">
        {uses.map((use, index) => (
          <li
            key={use}
            className={classNames(
              "grid items-center gap-x-12 gap-y-6",
              isTurned(index)
                ? "lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
                : "lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]",
            )}
          >
            <div className={classNames("grid gap-2", isTurned(index) && "lg:order-2")}>
              <h3 className="text-lg font-semibold">{t(`landing.uses.${use}.title`)}</h3>
              <p className="max-w-[56ch] text-base text-muted">{t(`landing.uses.${use}.text`)}</p>
            </div>
            <ProductPicture of={use} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
