import { useNavigation } from "react-router";

/** Whether a form that writes is on its way. Without JavaScript always false. */
export function useIsPending(): boolean {
  const { state, formMethod } = useNavigation();
  return state !== "idle" && formMethod !== undefined && formMethod !== "GET";
}
