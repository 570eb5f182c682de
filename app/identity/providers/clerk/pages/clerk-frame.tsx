/** What the provider's components need around them. */
import { ClerkProvider } from "@clerk/react-router";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import type { FrameProps } from "../../../provider-page.ts";

export function ClerkFrame({ loaded, children }: FrameProps) {
  const { nonce } = useDocumentSettings();
  return (
    <ClerkProvider loaderData={loaded} nonce={nonce}>
      {children}
    </ClerkProvider>
  );
}
