/** Pure: why a view was not saved, as the message beside its name. */
import type { ViewRefusal } from "#app/db.tenant.server.ts";
import { message } from "#app/i18n/message.ts";

type Most = { own: number; shared: number };

export function refusalText(refusal: ViewRefusal, isShared: boolean, most: Most): string {
  switch (refusal) {
    case "taken":
      return isShared ? "projectViews.errors.takenShared" : "projectViews.errors.taken";
    case "tooMany":
      return isShared
        ? message("projectViews.errors.tooManyShared", { max: most.shared })
        : message("projectViews.errors.tooMany", { max: most.own });
    case "gone":
      return "projectViews.errors.gone";
  }
}
