import { useEffect, useState } from "react";
import { useNavigation } from "react-router";

/** A page that is there sooner needs no word of it. */
const SLOW_MS = 200;

/** That a page is on its way, once one wonders. It lies over the page: nothing moves. */
export function NavigationProgress() {
  const { state } = useNavigation();
  return state === "idle" ? null : <SlowBar />;
}

function SlowBar() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSlow && <div aria-hidden="true" className="navigation-progress" />;
}
