import { Database, Globe, Server } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Hostnames on the left, each with a line to where its data lives. */
export function TenancyDiagram({ host }: { host: string }) {
  const { t } = useTranslation();
  return (
    <div
      role="img"
      aria-label={t("landing.diagram")}
      className="grid gap-4 rounded border bg-canvas p-4 select-none sm:p-6"
    >
      <Place icon={<Server size={14} />} title={t("landing.diagramCluster")}>
        <Lane host={`acme.${host}`} name="acme" detail={t("landing.diagramSchema")} />
        <Lane host={`globex.${host}`} name="globex" detail={t("landing.diagramSchema")} />
      </Place>
      <Place icon={<Database size={14} />} title={t("landing.diagramDedicated")}>
        <Lane host={`initech.${host}`} name="initech" detail={t("landing.diagramDatabase")} />
      </Place>
    </div>
  );
}

type PlaceProps = { icon: ReactNode; title: string; children: ReactNode };

function Place({ icon, title, children }: PlaceProps) {
  return (
    <div className="grid items-stretch md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid gap-3 rounded border border-dashed p-3 md:col-start-2 md:row-start-1 md:pt-10">
        <p className="col-start-1 row-start-1 flex items-center gap-1.5 text-xs font-medium text-muted md:absolute md:mt-[-1.75rem]">
          {icon}
          {title}
        </p>
        <div className="grid gap-3 md:hidden">{children}</div>
      </div>
      <div className="hidden gap-3 py-3 pr-3 md:col-span-2 md:col-start-1 md:row-start-1 md:grid md:pt-10">
        {children}
      </div>
    </div>
  );
}

type LaneProps = { host: string; name: string; detail: string };

function Lane({ host, name, detail }: LaneProps) {
  return (
    <div className="grid items-center gap-2 md:grid-cols-[auto_minmax(2rem,1fr)_calc(50%-0.75rem)] md:gap-0">
      <span className="flex items-center gap-2 justify-self-start rounded-full border bg-surface px-3 py-1.5 font-medium">
        <Globe size={14} className="shrink-0 text-accent-text" />
        {host}
      </span>
      <span className="hidden h-px bg-accent md:block" />
      <span className="flex flex-wrap items-center justify-between gap-x-3 rounded border border-accent bg-accent-soft px-3 py-2">
        <span className="font-semibold text-accent-text">{name}</span>
        <span className="text-xs text-ink">{detail}</span>
      </span>
    </div>
  );
}
