import { useEffect, useRef } from "react";
import { useNavigation, useRevalidator } from "react-router";
import { loadForBuild, ownBuild } from "#app/components/load-anew.ts";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { isBusy } from "./is-busy.ts";
import { createRefresher, type Refresher } from "./refresher.ts";
import { watchChanges } from "./watch-changes.ts";

/**
 * What others change shows without the page being loaded anew; and a page whose build is not the server's
 * any more is loaded anew, once. Neither while somebody is in the middle of something.
 */
export function LiveUpdates() {
  const { nowMs } = useDocumentSettings();
  const { revalidate } = useRevalidator();
  const refresher = useRef<Refresher>(undefined);
  const isMoving = useLoads(refresher);
  useEffect(() => {
    let newer: string | undefined;
    const made = createRefresher({
      isHeld: () => isMoving.current || isBusy(),
      refresh: () => {
        if (newer === undefined || !loadForBuild(newer)) void revalidate();
      },
    });
    refresher.current = made;
    const stop = watchChanges(nowMs, {
      onHello: ({ build, missed }) => {
        const isNewer = build !== undefined && build !== ownBuild();
        newer = isNewer ? build : undefined;
        if (isNewer || missed) made.changed();
      },
      onChange: () => made.changed(),
      // A page of another build is loaded anew all the same.
      onLost: () => {
        if (newer === undefined) made.forget();
      },
    });
    return () => {
      stop();
      made.stop();
    };
  }, [nowMs, revalidate, isMoving]);
  return null;
}

/** Tells the refresher of what a navigation loads anyway. Answers whether one is under way. */
function useLoads(refresher: { current: Refresher | undefined }) {
  const { state } = useNavigation();
  const isMoving = useRef(false);
  const loadingSinceMs = useRef<number>(undefined);
  useEffect(() => {
    isMoving.current = state !== "idle";
    if (state === "loading") loadingSinceMs.current ??= Date.now();
    if (state !== "idle") return;
    if (loadingSinceMs.current !== undefined) refresher.current?.loadedSince(loadingSinceMs.current);
    loadingSinceMs.current = undefined;
  }, [state, refresher]);
  return isMoving;
}
