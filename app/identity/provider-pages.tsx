/** The pages of whichever provider it is; a browser is sent the code of that one only. */
import { type ComponentType, lazy, type ReactNode } from "react";
import type { FrameProps, PageProps, ProviderPages } from "./provider-page.ts";

const PROVIDERS: Record<string, () => Promise<{ pages: ProviderPages }>> = {
  clerk: () => import("./providers/clerk/pages/clerk-pages.tsx"),
  local: () => import("./providers/local/pages/local-pages.tsx"),
};

/** One component for each provider, made once. */
const each = <Props extends object>(
  pick: (pages: ProviderPages) => ComponentType<Props>,
): Record<string, ComponentType<Props>> =>
  Object.fromEntries(
    Object.entries(PROVIDERS).map(([kind, load]) => [
      kind,
      lazy(async () => ({ default: pick((await load()).pages) })),
    ]),
  );

const frames = each<FrameProps>(({ Frame }) => Frame);
const components = {
  SignIn: each<PageProps>(({ SignIn }) => SignIn),
  SignUp: each<PageProps>(({ SignUp }) => SignUp),
  SignInCode: each<PageProps>(({ SignInCode }) => SignInCode),
  SecondFactor: each<PageProps>(({ SecondFactor }) => SecondFactor),
  Invitation: each<PageProps>(({ Invitation }) => Invitation),
};

type ProviderPageProps = PageProps & { kind: string; page: keyof typeof components };

export function ProviderPage({ kind, page, ...props }: ProviderPageProps) {
  const Page = components[page][kind];
  if (!Page) throw new Error(`The identity provider ${kind} has no page ${page}.`);
  return <Page {...props} />;
}

type ProviderFrameProps = {
  /** `frame` is undefined where the provider's pages need nothing around them. */
  identity: { kind: string; frame?: unknown } | undefined;
  children: ReactNode;
};

export function ProviderFrame({ identity, children }: ProviderFrameProps) {
  const Frame = identity?.frame === undefined ? undefined : frames[identity.kind];
  return Frame ? <Frame loaded={identity?.frame}>{children}</Frame> : children;
}
