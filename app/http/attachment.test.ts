// Threat: a workspace's name ends the header, adds another, or makes a file of another kind or place.
import { expect, test } from "vitest";
import { attachment } from "./attachment.ts";

test.each([
  [
    "Projects 2026-11-30.csv",
    `filename="Projects 2026-11-30.csv"; filename*=UTF-8''Projects%202026-11-30.csv`,
  ],
  ["Año «Nuevo».csv", `filename="Ano Nuevo.csv"; filename*=UTF-8''A%C3%B1o%20%C2%ABNuevo%C2%BB.csv`],
  ['a"; x=".csv', `filename="a-; x=-.csv"; filename*=UTF-8''a-%3B%20x%3D-.csv`],
  ["../../etc\r\nSet-Cookie: x.csv", `filename="file..-..-etc--Set-Cookie- x.csv"; filename*=`],
  ["it's (1)*.csv", `filename*=UTF-8''it%27s%20%281%29-.csv`],
  ["日本.csv", `filename="file.csv"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.csv`],
])("the name %j", (name, header) => {
  const said = attachment(name);
  expect(said).toContain(header);
  expect(new Headers({ "Content-Disposition": said }).get("content-disposition")).toBe(said);
});

test("a name that ends in half a character is still a header", () => {
  expect(attachment(`${"x".repeat(149)}🚀`)).toMatch(
    /^attachment; filename="x+"; filename\*=UTF-8''x+%EF%BF%BD$/,
  );
});
