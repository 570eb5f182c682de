/** The provider's own page of an organization, where its enterprise connection and directory are set up. */
import { OrganizationProfile, useClerk, useOrganization } from "@clerk/react-router";
import { useEffect } from "react";

/** It shows the organization that is active in the browser's session: this one becomes it. */
export function ClerkOrganization({ organizationId }: { organizationId: string }) {
  const clerk = useClerk();
  const { organization } = useOrganization();
  const isShown = organization?.id === organizationId;
  useEffect(() => {
    if (clerk.loaded && !isShown) void clerk.setActive({ organization: organizationId });
  }, [clerk, clerk.loaded, isShown, organizationId]);
  return isShown ? <OrganizationProfile routing="hash" /> : null;
}
