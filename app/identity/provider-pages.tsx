/** The pages of whichever provider it is; a browser is sent the code of that one only. */
import { type ComponentType, createElement, lazy, type ReactNode } from "react";
import { useLocation } from "react-router";
import { retried } from "./loaded-again.ts";
import type { FrameProps, PageProps, ProviderPages } from "./provider-page.ts";

const PROVIDERS: Record<string, () => Promise<{ pages: ProviderPages }>> = {
  clerk: () => import("./providers/clerk/pages/clerk-pages.tsx"),
  local: () => import("./providers/local/pages/local-pages.tsx"),
};

/** By provider: the component of this visit, the same at every one unless its code could not be fetched. */
const each = <Props extends object>(
  pick: (pages: ProviderPages) => ComponentType<Props>,
): Record<string, (visit: string) => ComponentType<Props>> =>
  Object.fromEntries(
    Object.entries(PROVIDERS).map(([kind, load]) => [
      kind,
      retried(load, (fetching) => lazy(async () => ({ default: pick((await fetching()).pages) }))),
    ]),
  );

const frames = each<FrameProps>(({ Frame }) => Frame);
const components = {
  SignIn: each<PageProps>(({ SignIn }) => SignIn),
  SignUp: each<PageProps>(({ SignUp }) => SignUp),
  SignInCode: each<PageProps>(({ SignInCode }) => SignInCode),
  SecondFactor: each<PageProps>(({ SecondFactor }) => SecondFactor),
  Profile: each<PageProps>(({ Profile }) => Profile),
  CompanySignOn: each<PageProps>(({ CompanySignOn }) => CompanySignOn),
  Invitation: each<PageProps>(({ Invitation }) => Invitation),
};

type ProviderPageProps = PageProps & { kind: string; page: keyof typeof components };

export function ProviderPage({ kind, page, ...props }: ProviderPageProps) {
  const { key } = useLocation();
  const pageOf = components[page][kind];
  if (!pageOf) throw new Error(`The identity provider ${kind} has no page ${page}.`);
  return createElement(pageOf(key), props);
}

type ProviderFrameProps = {
  /** `frame` is undefined where the provider's pages need nothing around them. */
  identity: { kind: string; frame?: unknown } | undefined;
  children: ReactNode;
};

export function ProviderFrame({ identity, children }: ProviderFrameProps) {
  const { key } = useLocation();
  const frameOf = identity?.frame === undefined ? undefined : frames[identity.kind];
  return frameOf ? createElement(frameOf(key), { loaded: identity?.frame }, children) : children;
}
