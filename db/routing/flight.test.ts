/** What is issued together is one write; the end of a read waits for what follows it, and never for long. */
import { Writable } from "node:stream";
import type { Client } from "pg";
import { expect, test } from "vitest";
import { holdForNextFlight, holdForThisTurn } from "./flight.ts";

/** A connection whose stream notes each write, and the way to send a message on it. */
function connection() {
  const writes: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      writes.push(String(chunk));
      done();
    },
    writev: (chunks, done) => {
      writes.push(chunks.map(({ chunk }) => chunk).join(" "));
      done();
    },
  });
  return {
    client: { connection: { stream } } as unknown as Client,
    writes,
    write: (text: string) => stream.write(text),
  };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("what is issued in one turn is one write", async () => {
  const { client, writes, write } = connection();
  holdForThisTurn(client);
  write("BEGIN");
  holdForThisTurn(client);
  write("SELECT");
  expect(writes).toEqual([]);
  await nextTurn();
  expect(writes).toEqual(["BEGIN SELECT"]);
  write("alone");
  expect(writes).toEqual(["BEGIN SELECT", "alone"]);
});

test("the end of a read leaves with the flight that follows", async () => {
  const { client, writes, write } = connection();
  holdForNextFlight(client);
  write("COMMIT");
  await nextTurn();
  holdForThisTurn(client);
  write("BEGIN");
  await nextTurn();
  expect(writes).toEqual(["COMMIT BEGIN"]);
});

test("the end of a read leaves by itself where nothing follows", async () => {
  const { client, writes, write } = connection();
  holdForNextFlight(client);
  write("COMMIT");
  await expect.poll(() => writes).toEqual(["COMMIT"]);
  write("alone");
  expect(writes).toEqual(["COMMIT", "alone"]);
});

test("what is held for this turn does not wait for the next flight", async () => {
  const { client, writes, write } = connection();
  holdForThisTurn(client);
  write("SELECT");
  holdForNextFlight(client);
  write("COMMIT");
  await nextTurn();
  expect(writes).toEqual(["SELECT COMMIT"]);
});
