/**
 * A form may be sent before the scripts of its page are there: then the browser itself sends it, and they
 * arrive while the answer is on its way. This one is part of the document, and notes it until they ask.
 */

const NOTE = `window.sentEarly=new Set;document.addEventListener("submit",function(e){window.sentEarly&&window.sentEarly.add(e.target)},true)`;

export const NoteSentEarly = ({ nonce }: { nonce?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, allowed by the page's nonce
  <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: NOTE }} />
);

/** Which forms were sent before; asked once, for whatever is sent later is sent by script. */
export function takeSentEarly(): ReadonlySet<unknown> {
  const noting = window as { sentEarly?: Set<unknown> | undefined };
  const taken = noting.sentEarly ?? new Set();
  noting.sentEarly = undefined;
  return taken;
}
