import { Avatar } from "#app/components/ui/avatar.tsx";

type WorkspaceMarkProps = { name: string; logo: string | undefined; isLarge?: boolean };

/** A workspace's logo, or its initials; decoration beside its name. */
export function WorkspaceMark({ name, logo, isLarge = false }: WorkspaceMarkProps) {
  if (!logo) return <Avatar name={name} square />;
  const side = isLarge ? 64 : 32;
  return (
    <img
      src={`/logo/${logo}`}
      alt=""
      width={side}
      height={side}
      className={`shrink-0 rounded bg-surface object-contain ${isLarge ? "size-16" : "size-8"}`}
    />
  );
}
