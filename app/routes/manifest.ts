/** What a device needs to know to keep the product among its applications: the same on every hostname. */

import smallIcon from "#app/components/icons/icon-192.png?no-inline";
import largeIcon from "#app/components/icons/icon-512.png?no-inline";
import maskableIcon from "#app/components/icons/icon-maskable-512.png?no-inline";

const MAX_AGE_SECONDS = 86_400;

const MANIFEST = {
  name: "Tenantry",
  short_name: "Tenantry",
  id: "/",
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: "#fbfaf8",
  theme_color: "#0f6b4c",
  icons: [
    { src: smallIcon, sizes: "192x192", type: "image/png" },
    { src: largeIcon, sizes: "512x512", type: "image/png" },
    { src: maskableIcon, sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
};

export const loader = () =>
  new Response(JSON.stringify(MANIFEST), {
    headers: {
      "content-type": "application/manifest+json",
      "cache-control": `public, max-age=${MAX_AGE_SECONDS}`,
    },
  });
