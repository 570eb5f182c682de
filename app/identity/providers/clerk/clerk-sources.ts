/** Pure: what a page loads that shows the provider's components. */
import type { ThirdParty } from "#app/http/csp.server.ts";

/** `challenges`: the check that somebody is no robot. */
const CHALLENGES = "https://challenges.cloudflare.com";
/** Of people and organizations, whoever uploaded them. */
export const PICTURES = "https://img.clerk.com";

export function clerkSources(publishableKey: string): ThirdParty {
  const origin = frontendOf(publishableKey);
  return {
    scripts: [origin, CHALLENGES],
    connections: [origin],
    frames: [CHALLENGES],
    workers: ["blob:"],
    hasInlineStyles: true,
  };
}

/** A publishable key ends in the frontend API's host: `pk_live_` + base64(`clerk.example.com$`). */
function frontendOf(publishableKey: string): string {
  const host = Buffer.from(publishableKey.split("_").at(-1) ?? "", "base64")
    .toString()
    .replace(/\$$/, "");
  return `https://${host}`;
}
