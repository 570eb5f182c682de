import { createContext } from "react";

/** How a form tells its page that what was submitted was refused, so that the title says so too. */
export const RefusalContext = createContext<(isRefused: boolean) => void>(() => {});
