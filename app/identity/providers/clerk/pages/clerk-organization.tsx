/** The provider's own page of an organization, where its enterprise connection and directory are set up. */
import { OrganizationProfile, useClerk, useOrganization } from "@clerk/react-router";
import { useEffect, useState } from "react";

/**
 * It shows the organization that is active in the browser's session: this one becomes it. Where the provider
 * refuses, the page of what broke in the browser stands here, and loads it anew.
 */
export function ClerkOrganization({ organizationId }: { organizationId: string }) {
  const clerk = useClerk();
  const { organization } = useOrganization();
  const isShown = organization?.id === organizationId;
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    if (!clerk.loaded || isShown) return;
    clerk.setActive({ organization: organizationId }).catch(() => setIsRefused(true));
  }, [clerk, clerk.loaded, isShown, organizationId]);
  if (isRefused) throw new Error("The provider did not make the organization the active one.");
  return isShown ? <OrganizationProfile routing="hash" /> : null;
}
