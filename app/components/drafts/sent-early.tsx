/**
 * A form may be sent before the scripts of its page are there: then the browser itself sends it, and they
 * arrive while the answer is on its way. This one is part of the document, and notes it.
 */

type NotesSending = HTMLFormElement & { wasSentEarly?: boolean };

const NOTE = `document.addEventListener("submit",function(e){e.target.wasSentEarly=true},true)`;

export const NoteSentEarly = ({ nonce }: { nonce?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, allowed by the page's nonce
  <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: NOTE }} />
);

export const wasSentEarly = (form: NotesSending): boolean => form.wasSentEarly === true;
