/** The addresses of this machine. */
import { networkInterfaces } from "node:os";

const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);

export const hasIpv6 = addresses.some(({ address }) => address === "::1");

/** Where other machines would come in; empty on a machine without a network. */
export const outerAddresses = addresses
  .filter(({ internal, family }) => !internal && family === "IPv4")
  .map(({ address }) => address);
