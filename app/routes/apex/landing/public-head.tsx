import { useTranslation } from "#app/i18n/translation.tsx";
import { PICTURE_SIZE, pictureOf } from "./pictures.ts";

/** What search engines and link previews show of the landing page. React moves it into the head. */
export function PublicHead({ origin }: { origin: string }) {
  const { t, i18n } = useTranslation();
  const properties = {
    "og:type": "website",
    "og:site_name": "Tenantry",
    "og:title": t("landing.title"),
    "og:description": t("landing.description"),
    "og:url": `${origin}/`,
    "og:locale": i18n.language,
    "og:image": `${origin}${pictureOf("dashboard", i18n.language).light}`,
    "og:image:width": String(PICTURE_SIZE.width),
    "og:image:height": String(PICTURE_SIZE.height),
    "og:image:alt": t("landing.pictures.dashboard"),
  };
  return (
    <>
      <meta name="description" content={t("landing.description")} />
      <meta name="twitter:card" content="summary_large_image" />
      <link rel="canonical" href={`${origin}/`} />
      {Object.entries(properties).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
    </>
  );
}
