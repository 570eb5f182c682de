import { ArrowRight } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { AFTER_SIGN_UP, signUpPath } from "#app/identity/paths.ts";
import { Audience } from "./audience.tsx";
import { Contact } from "./contact.tsx";
import { Foundation } from "./foundation.tsx";
import { Plans } from "./plans.tsx";
import { ProductPicture } from "./product-picture.tsx";
import { Questions } from "./questions.tsx";
import { Tenancy } from "./tenancy.tsx";
import { Uses } from "./uses.tsx";

type LandingProps = { isSignedIn: boolean; host: string; writeTo: string | undefined };

export function Landing({ isSignedIn, host, writeTo }: LandingProps) {
  return (
    <>
      <Hero isSignedIn={isSignedIn} />
      <Uses />
      <Audience />
      <Tenancy host={host} />
      <Foundation />
      <Plans writeTo={writeTo} />
      <Questions />
      <Contact writeTo={writeTo} />
    </>
  );
}

function Hero({ isSignedIn }: { isSignedIn: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="mx-auto grid max-w-content items-center gap-12 px-4 py-14 sm:px-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:py-24">
      <div className="grid justify-items-start gap-6">
        <h1 className="text-2xl font-semibold tracking-[-0.03em]">{t("landing.headline")}</h1>
        <p className="max-w-[56ch] text-base text-muted">{t("landing.lead")}</p>
        <div className="flex flex-wrap items-center gap-3">
          <ButtonLink to={isSignedIn ? AFTER_SIGN_UP : signUpPath(AFTER_SIGN_UP)} variant="primary" size="lg">
            {t("landing.create")}
            <ArrowRight aria-hidden="true" size={18} />
          </ButtonLink>
          {isSignedIn && (
            <ButtonLink to="/workspaces" variant="ghost" size="lg">
              {t("landing.openWorkspaces")}
            </ButtonLink>
          )}
          {!isSignedIn && (
            <a href="#uses" className="rounded px-2 py-2 text-base font-medium text-muted hover:text-ink">
              {t("landing.more")}
            </a>
          )}
        </div>
      </div>
      <ProductPicture of="dashboard" isFirst />
    </div>
  );
}
