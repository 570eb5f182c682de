import { expect, test } from "vitest";
import { countFormatters, dateFormat, MAX_FORMATTERS, numberFormat, relativeFormat } from "./formatters.ts";

test("a formatter is made once for each language and form", () => {
  expect(numberFormat("en")).toBe(numberFormat("en"));
  expect(numberFormat("en")).not.toBe(numberFormat("es"));
  expect(numberFormat("es", { maximumFractionDigits: 1 }).format(1234.56)).toBe("1234,6");
  expect(relativeFormat("es").format(-1, "day")).toBe("ayer");
  const zoned = (timeZone: string) => dateFormat("en", { timeZone, hour: "numeric" }).format(0);
  expect([zoned("UTC"), zoned("Asia/Tokyo")]).toEqual(["12 AM", "9 AM"]);
});

// Threat: time zones are chosen by anybody, and each way of writing one is another formatter.
test("however many forms are asked for, a bounded number of formatters is kept", () => {
  for (let minute = 0; minute < 3 * MAX_FORMATTERS; minute++) {
    const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
    const timeZone = `+${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
    dateFormat("en", { timeZone });
  }
  expect(countFormatters()).toBeLessThanOrEqual(MAX_FORMATTERS);
});
