import type { ReactNode } from "react";

type ErrorTextProps = {
  error: string | null /** Stands before it, such as a code. */;
  code?: string | null;
  children?: ReactNode;
};

/** Why something failed: one line in a row, all of it a click away. */
export function ErrorText({ error, code, children }: ErrorTextProps) {
  if (!error) return null;
  return (
    <details className="whitespace-normal">
      <summary className="truncate rounded-sm text-danger" title={error}>
        {code && <code className="mr-1.5 font-mono text-xs">{code}</code>}
        {error}
      </summary>
      <div className="grid gap-1 py-2">
        <p className="wrap-anywhere">{error}</p>
        {children}
      </div>
    </details>
  );
}
