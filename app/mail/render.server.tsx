/** A letter as HTML and as plain text. React escapes what it puts into the page; the text has no markup. */
import { Body, Button, Container, Head, Heading, Html, Text } from "@react-email/components";
import { render } from "@react-email/render";
import type { CSSProperties } from "react";
import type { Language } from "#app/i18n/i18n.ts";
import type { Letter } from "./letter.ts";

type Rendered = { subject: string; text: string; html: string };

export async function renderLetter(letter: Letter, language: Language): Promise<Rendered> {
  const { subject, lines, link, why } = letter;
  return {
    subject,
    text: [...lines, `${link.label}: ${link.url}`, why].join("\n\n"),
    html: await render(<LetterPage letter={letter} language={language} />),
  };
}

/** Programs that show mail know no style sheets. */
const styles = {
  body: { margin: 0, padding: "32px 16px", background: "#f6f6f7", fontFamily: "sans-serif" },
  card: { maxWidth: 520, padding: 32, background: "#ffffff", color: "#1c1c1f", borderRadius: 8 },
  heading: { margin: "0 0 16px", fontSize: 20, lineHeight: "28px", overflowWrap: "anywhere" },
  text: { margin: "0 0 16px", fontSize: 15, lineHeight: "24px", overflowWrap: "anywhere" },
  button: { padding: "12px 20px", background: "#3b4fd8", color: "#ffffff", borderRadius: 8, fontSize: 15 },
  small: { margin: "24px 0 0", fontSize: 13, lineHeight: "20px", color: "#5c5c66", overflowWrap: "anywhere" },
} satisfies Record<string, CSSProperties>;

function LetterPage({ letter, language }: { letter: Letter; language: Language }) {
  const { subject, lines, link, why } = letter;
  return (
    <Html lang={language}>
      <Head>
        <title>{subject}</title>
      </Head>
      <Body style={styles.body}>
        <Container style={styles.card}>
          <Heading as="h1" style={styles.heading}>
            {subject}
          </Heading>
          {lines.map((line) => (
            <Text key={line} style={styles.text}>
              {line}
            </Text>
          ))}
          <Button href={link.url} style={styles.button}>
            {link.label}
          </Button>
          <Text style={styles.small}>{why}</Text>
        </Container>
      </Body>
    </Html>
  );
}
