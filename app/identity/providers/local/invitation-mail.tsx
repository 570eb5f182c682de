/**
 * Pure: the mail of an invitation, as text and as HTML. In English whoever reads it, like the provider's own:
 * it does not know the language of somebody who has not been here.
 */
import type { CSSProperties } from "react";
import { renderToStaticMarkup } from "react-dom/server";

type InvitationMail = {
  /** Undefined where nobody of the organization is named. */
  inviter: string | undefined;
  organization: string;
  role: string;
  link: string;
  expiresAt: Date;
};

export function invitationMail(mail: InvitationMail): { subject: string; text: string; html: string } {
  const { inviter, organization, link } = mail;
  const subject = inviter
    ? `${inviter} has invited you to join ${organization}`
    : `You have been invited to join ${organization}`;
  const text = [`${subject}, as ${mail.role}.`, `Accept the invitation: ${link}`, lastLine(mail)].join(
    "\n\n",
  );
  return {
    subject,
    text,
    html: `<!doctype html>${renderToStaticMarkup(<Html {...mail} subject={subject} />)}`,
  };
}

const lastLine = ({ expiresAt }: InvitationMail): string =>
  `The link works until ${expiresAt.toISOString().slice(0, 10)}, once. If you did not expect it, do nothing.`;

/** Readers of mail know no style sheets. */
const styles = {
  body: {
    margin: 0,
    padding: "32px 16px",
    background: "#f6f6f7",
    color: "#1c1c1f",
    fontFamily: "sans-serif",
  },
  card: { maxWidth: 520, margin: "0 auto", padding: 32, background: "#ffffff", borderRadius: 8 },
  heading: { margin: "0 0 16px", fontSize: 20, lineHeight: "28px" },
  text: { margin: "0 0 24px", fontSize: 15, lineHeight: "24px" },
  button: {
    display: "inline-block",
    padding: "12px 20px",
    background: "#3b4fd8",
    color: "#ffffff",
    borderRadius: 8,
    textDecoration: "none",
    fontSize: 15,
  },
  small: { margin: "24px 0 0", fontSize: 13, lineHeight: "20px", color: "#5c5c66", overflowWrap: "anywhere" },
} satisfies Record<string, CSSProperties>;

function Html({ subject, ...mail }: InvitationMail & { subject: string }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{subject}</title>
      </head>
      <body style={styles.body}>
        <main style={styles.card}>
          <h1 style={styles.heading}>{subject}</h1>
          <p style={styles.text}>
            You join as {mail.role}. Sign up or sign in with the address that this mail was sent to.
          </p>
          <a href={mail.link} target="_top" style={styles.button}>
            Accept the invitation
          </a>
          <p style={styles.small}>{lastLine(mail)}</p>
        </main>
      </body>
    </html>
  );
}
