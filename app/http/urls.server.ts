/** Addresses of our own areas, as a browser sees them. */
import { env } from "#app/env.server.ts";
import { PLATFORM_LABEL } from "./hostname.ts";

const port = env.baseUrl.port ? `:${env.baseUrl.port}` : "";

/** The origin of a tenant by its slug, e.g. `http://acme.app.localhost:3000`. */
export const tenantOrigin = (slug: string): string => originOf(`${slug}.${env.baseHostname}`);

/** Where staff work. */
export const platformHostname = `${PLATFORM_LABEL}.${env.baseHostname}`;

/** The origin of any hostname that we serve. */
export const originOf = (hostname: string): string => `${env.baseUrl.protocol}//${hostname}${port}`;

/** An absolute URL on the apex. */
export const apexUrl = (path: string): string => new URL(path, env.baseUrl).href;
