import { useRouteError } from "react-router";
import { ErrorPage } from "./error-page.tsx";
import { BareShell } from "./shell/bare-shell.tsx";

/**
 * An error where nothing is known of who looks. Areas have it too, not the root alone: below the root the
 * document stays, and with it its styles, which cannot be fetched anew where there is no connection.
 */
export function BareError() {
  return (
    <BareShell>
      <ErrorPage error={useRouteError()} />
    </BareShell>
  );
}
