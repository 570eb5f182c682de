/** The browser's half of a provider's pages: what each is given is what its server's half has loaded. */
import type { SubmissionResult } from "@conform-to/react";
import type { ComponentType, ReactNode } from "react";

export type PageProps = {
  loaded: unknown;
  lastResult: SubmissionResult<string[]> | undefined;
};
export type FrameProps = { loaded: unknown; children?: ReactNode };

export type ProviderPages = {
  Frame: ComponentType<FrameProps>;
  SignIn: ComponentType<PageProps>;
  SignUp: ComponentType<PageProps>;
  SignInCode: ComponentType<PageProps>;
  SecondFactor: ComponentType<PageProps>;
  Profile: ComponentType<PageProps>;
  CompanySignOn: ComponentType<PageProps>;
  Invitation: ComponentType<PageProps>;
};
