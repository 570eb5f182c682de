/** Companies whose people come through their own sign-on at the stand-in: it believes them without asking. */
import { env } from "#app/env.server.ts";
import { domainOf } from "../../company-sign-on.ts";

/** One of the demo workspaces'. */
const DEMO_COMPANIES = ["initech.example"];

export const companies = (): string[] => env.IDENTITY_COMPANIES ?? DEMO_COMPANIES;

export const hasCompany = (email: string): boolean => companies().includes(domainOf(email) ?? "");
