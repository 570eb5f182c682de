import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Avatar } from "./avatar.tsx";

const drawn = (picture?: string | null) =>
  renderToStaticMarkup(<Avatar name="Ada Lovelace" picture={picture} />);

test("a picture lies over the initials, which are seen where it does not come", () => {
  expect(drawn("https://pictures.example/a.png")).toMatch(
    />AL<img [^>]*src="https:\/\/pictures.example\/a.png"/,
  );
  for (const none of [undefined, null, ""]) expect(drawn(none)).not.toContain("<img");
});

test("where a picture comes from is not told which page it is shown on", () => {
  expect(drawn("https://pictures.example/a.png")).toContain('referrerPolicy="no-referrer"');
});
