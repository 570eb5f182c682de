import { Database, Globe, type LucideIcon, Server } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Picture } from "./picture.tsx";

type Lane = { slug: string; host: string; detail: string };

/** Addresses on the left, each with a line to where its data lives. */
export function TenancyDiagram({ host }: { host: string }) {
  const { t } = useTranslation();
  const lane = (slug: string, detail: string): Lane => ({ slug, host: `${slug}.${host}`, detail });
  const schema = t("landing.diagramSchema");
  const shared = [lane("acme", schema), lane("globex", schema)];
  const dedicated = [lane("initech", t("landing.diagramDatabase"))];
  return (
    <Picture description={t("landing.diagram")} className="grid gap-4">
      <Place icon={Server} title={t("landing.diagramCluster")} lanes={shared} />
      <Place icon={Database} title={t("landing.diagramDedicated")} lanes={dedicated} />
    </Picture>
  );
}

type PlaceProps = { icon: LucideIcon; title: string; lanes: Lane[] };

function Place({ icon: Icon, title, lanes }: PlaceProps) {
  return (
    <div className="grid md:grid-cols-2">
      <div className="hidden content-end gap-3 pb-4 md:grid">
        {lanes.map(({ host }) => (
          <div key={host} className="flex h-11 items-center">
            <Address host={host} />
            <span className="h-px flex-1 bg-accent" />
          </div>
        ))}
      </div>
      <div className="grid gap-3 rounded border border-control/60 bg-canvas p-4 md:pl-0">
        <p className="flex items-center gap-1.5 text-xs font-medium text-muted md:pl-6">
          <Icon size={14} />
          {title}
        </p>
        {lanes.map(({ slug, host, detail }) => (
          <div
            key={slug}
            className="grid gap-2 md:h-11 md:grid-cols-[1.5rem_minmax(0,1fr)] md:items-center md:gap-0"
          >
            <span className="justify-self-start md:hidden">
              <Address host={host} />
            </span>
            <span className="hidden h-px bg-accent md:block" />
            <span className="flex h-11 items-center justify-between gap-3 rounded border border-accent bg-accent-soft px-3">
              <span className="font-semibold text-accent-text">{slug}</span>
              <span className="text-xs">{detail}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function Address({ host }: { host: string }) {
  return (
    <span className="flex items-center gap-2 rounded-full border border-control/60 bg-surface px-3 py-1.5 font-medium">
      <Globe size={14} className="shrink-0 text-accent-text" />
      {host}
    </span>
  );
}
