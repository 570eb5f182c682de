import { Check, Copy } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "#app/i18n/translation.tsx";

const COPIED_MS = 1_500;
const never = () => () => {};

/** False on the server and while hydrating: what only a script can do is not offered before there is one. */
const useHasScript = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

type CopyableProps = {
  value: string;
  /** How many of its last characters are shown; all by default. */
  tail?: number;
};

/** An id, monospaced. A click copies it; without JavaScript it is text to select. */
export function Copyable({ value, tail }: CopyableProps) {
  const { t } = useTranslation();
  const hasScript = useHasScript();
  const [isCopied, setCopied] = useState(false);
  const shown = tail && value.length > tail ? value.slice(-tail) : value;
  const text = (
    <code title={value} className="font-mono text-xs wrap-anywhere">
      {shown}
    </code>
  );
  if (!hasScript) return text;
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className="group/copy inline-flex items-center gap-1 rounded-sm text-left hover:bg-sunken"
    >
      {text} <span className="sr-only">{t("platform.copy")}</span>
      <Icon
        aria-hidden="true"
        size={12}
        className="shrink-0 text-muted opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100"
      />
      <output className="sr-only">{isCopied ? t("platform.copied") : ""}</output>
    </button>
  );
}
