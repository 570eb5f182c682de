import { useState } from "react";
import { useLocation } from "react-router";

/**
 * What is read once and then gone stays for as long as the page does: its data may be asked for anew while
 * somebody reads it. Undefined where this visit of the page had none.
 */
export function useKeptOfVisit<T>(read: T | undefined): T | undefined {
  const { key } = useLocation();
  const [kept, setKept] = useState({ key, read });
  const now = read !== undefined || kept.key !== key ? { key, read } : kept;
  if (now.key !== kept.key || now.read !== kept.read) setKept(now);
  return now.read;
}
