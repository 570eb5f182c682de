import { useTranslation } from "#app/i18n/translation.tsx";
import { PICTURE_SIZE, type PictureName, pictureOf } from "./pictures.ts";

type ProductPictureProps = { of: PictureName; isFirst?: boolean };

/**
 * The product as it is, in the reader's language and light: `npm run screenshots` takes the pictures. What
 * is loaded lazily and not shown is not fetched: in the dark the first picture alone is fetched twice.
 */
export function ProductPicture({ of: name, isFirst = false }: ProductPictureProps) {
  const { t, i18n } = useTranslation();
  const { light, dark } = pictureOf(name, i18n.language);
  const loading = isFirst ? "eager" : "lazy";
  return (
    <div className="overflow-hidden rounded border bg-surface shadow">
      {[
        { src: light, className: "block h-auto w-full dark:hidden" },
        { src: dark, className: "hidden h-auto w-full dark:block" },
      ].map(({ src, className }) => (
        <img
          key={src}
          src={src}
          alt={t(`landing.pictures.${name}`)}
          {...PICTURE_SIZE}
          loading={className.startsWith("hidden") ? "lazy" : loading}
          className={className}
        />
      ))}
    </div>
  );
}
