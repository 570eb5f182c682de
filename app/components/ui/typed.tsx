/** What has to be typed, as a hint. */
export const Typed = ({ children }: { children: string }) => (
  <code dir="auto" className="font-mono text-ink wrap-anywhere">
    {children}
  </code>
);
