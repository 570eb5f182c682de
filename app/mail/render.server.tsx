/** A letter as HTML and as plain text. React escapes what it puts into the page; the text has no markup. */
import { Body, Button, Container, Head, Heading, Html, Link, Section, Text } from "@react-email/components";
import { render } from "@react-email/render";
import type { CSSProperties } from "react";
import type { Language } from "#app/i18n/i18n.ts";
import type { Letter, LetterGroup, LetterLink } from "./letter.ts";

type Rendered = { subject: string; text: string; html: string };

export async function renderLetter(letter: Letter, language: Language): Promise<Rendered> {
  const { subject, lines, groups = [], more, link, why, ways = [] } = letter;
  const parts = [
    ...lines,
    ...groups.map(groupText),
    more,
    linkText(link),
    why,
    ways.map(linkText).join("\n"),
  ];
  return {
    subject,
    text: parts.filter(Boolean).join("\n\n"),
    html: await render(<LetterPage letter={letter} language={language} />),
  };
}

const linkText = ({ label, url }: LetterLink): string => `${label}: ${url}`;

const groupText = ({ title, url, lines, ways }: LetterGroup): string =>
  [title, url, ...lines.map(({ text, note }) => `- ${text} (${note})`), ...ways.map(linkText)].join("\n");

/** Programs that show mail know no style sheets. */
const styles = {
  body: { margin: 0, padding: "32px 16px", background: "#f6f6f7", fontFamily: "sans-serif" },
  card: { maxWidth: 520, padding: 32, background: "#ffffff", color: "#1c1c1f", borderRadius: 8 },
  heading: { margin: "0 0 16px", fontSize: 20, lineHeight: "28px", overflowWrap: "anywhere" },
  group: { margin: "0 0 20px", padding: "16px 0 0", borderTop: "1px solid #e4e4e7" },
  title: { margin: "0 0 8px", fontSize: 16, lineHeight: "24px", overflowWrap: "anywhere" },
  titleLink: { color: "#1c1c1f", textDecoration: "underline" },
  line: { margin: "0 0 6px", fontSize: 15, lineHeight: "22px", overflowWrap: "anywhere" },
  text: { margin: "0 0 16px", fontSize: 15, lineHeight: "24px", overflowWrap: "anywhere" },
  button: { padding: "12px 20px", background: "#3b4fd8", color: "#ffffff", borderRadius: 8, fontSize: 15 },
  note: { color: "#5c5c66", fontSize: 13 },
  way: { color: "#5c5c66", fontSize: 13, lineHeight: "20px", textDecoration: "underline" },
  small: { margin: "24px 0 0", fontSize: 13, lineHeight: "20px", color: "#5c5c66", overflowWrap: "anywhere" },
} satisfies Record<string, CSSProperties>;

function LetterPage({ letter, language }: { letter: Letter; language: Language }) {
  const { subject, lines, groups = [], more, link, why, ways = [] } = letter;
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
          {groups.map((group) => (
            <Group key={group.id} group={group} />
          ))}
          {more && <Text style={styles.text}>{more}</Text>}
          <Button href={link.url} style={styles.button}>
            {link.label}
          </Button>
          <Text style={styles.small}>{why}</Text>
          {ways.map((way) => (
            <Way key={way.url} way={way} />
          ))}
        </Container>
      </Body>
    </Html>
  );
}

function Group({ group: { title, url, lines, ways } }: { group: LetterGroup }) {
  return (
    <Section style={styles.group}>
      <Heading as="h2" style={styles.title}>
        <Link href={url} style={styles.titleLink}>
          {title}
        </Link>
      </Heading>
      {lines.map(({ id, text, note }) => (
        <Text key={id} style={styles.line}>
          {text}
          <br />
          <span style={styles.note}>{note}</span>
        </Text>
      ))}
      {ways.map((way) => (
        <Way key={way.url} way={way} />
      ))}
    </Section>
  );
}

function Way({ way: { label, url } }: { way: LetterLink }) {
  return (
    <Text style={{ margin: "4px 0 0" }}>
      <Link href={url} style={styles.way}>
        {label}
      </Link>
    </Text>
  );
}
