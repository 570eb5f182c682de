/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-autofocus -- a combobox whose options no element has: the focus, and so the keys, are in its field */
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useFetcher, useNavigate } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ActionName } from "./action-list.tsx";
import { Layer } from "./layer.tsx";
import type { LayerProps } from "./layer-props.ts";
import { choose, type Option, optionsOf, type Section, step } from "./palette-options.ts";
import type { loader } from "./search.tsx";
import { actionsFor } from "./tenant-actions.ts";

/** A pause in typing after which what was typed is looked for. */
const TYPING_MS = 120;

/** Everything by its name: what can be done here, where one can go, and what is in the workspace. */
export function Palette({ member, takeTyped, onClose }: LayerProps) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(takeTyped);
  const [at, setAt] = useState(0);
  const findings = useFindings(typed);
  const sections = optionsOf({
    actions: actionsFor(member),
    findings,
    typed,
    nameOf: (action) => t(action.text),
  });
  const options = sections.flatMap((section) => section.options);
  const chosen = options[Math.min(at, options.length - 1)];
  const perform = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    choose(option, (to) => void navigate(to));
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = step(event.key, Math.min(at, options.length - 1), options.length);
    if (next === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (next === undefined) perform(chosen);
    else setAt(next);
  };
  return (
    <Layer labelId={`${id}-label`} onClose={onClose} className="mx-auto mt-[10dvh] mb-auto">
      <div className="flex items-center gap-3 border-b py-2 pr-12 pl-4">
        <Search aria-hidden="true" size={18} className="shrink-0 text-muted" />
        <label id={`${id}-label`} htmlFor={`${id}-field`} className="sr-only">
          {t("actions.search.field")}
        </label>
        <input
          id={`${id}-field`}
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type into it
          autoFocus
          dir="auto"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${chosen.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t("actions.search.placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={pressed}
          className="h-10 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        tabIndex={-1}
        aria-label={t("actions.search.title")}
        className="max-h-[60dvh] overflow-y-auto p-2"
      >
        {sections.map((section) => (
          <PaletteSection key={section.title} {...{ id, section, chosen, perform }} />
        ))}
      </div>
      {options.length === 0 && <p className="px-4 pb-5 text-muted">{t("actions.search.nothing")}</p>}
      <output className="sr-only">{t("actions.search.count", { count: options.length })}</output>
    </Layer>
  );
}

type SectionProps = {
  id: string;
  section: Section;
  chosen: Option | undefined;
  perform: (option: Option) => void;
};

function PaletteSection({ id, section: { title, options }, chosen, perform }: SectionProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
    <div role="group" aria-labelledby={`${id}-${title}`} className="not-first:mt-2">
      <div id={`${id}-${title}`} className="px-2 py-1 text-xs font-medium text-muted">
        {t(title === "found" ? "actions.found" : `actions.groups.${title}`)}
      </div>
      {options.map((option) => (
        <PaletteOption
          key={option.id}
          id={`${id}-${option.id}`}
          option={option}
          isChosen={option === chosen || option.id === chosen?.id}
          onChoose={() => perform(option)}
        />
      ))}
    </div>
  );
}

type OptionProps = { id: string; option: Option; isChosen: boolean; onChoose: () => void };

/** The focus stays in the field; which one is meant there is told by its id. */
function PaletteOption({ id, option, isChosen, onChoose }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, as of every combobox
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onClick={onChoose}
      className="flex min-h-9 cursor-default items-center gap-3 rounded px-2 py-1.5 hover:bg-sunken aria-selected:bg-accent-soft aria-selected:text-accent-text"
    >
      {option.action ? (
        <ActionName action={option.action} />
      ) : (
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {option.finding.name}
        </span>
      )}
    </div>
  );
}

function useFindings(typed: string) {
  const { load, data } = useFetcher<typeof loader>();
  const words = typed.trim();
  useEffect(() => {
    if (!words) return;
    const timer = setTimeout(() => void load(`/search?q=${encodeURIComponent(words)}`), TYPING_MS);
    return () => clearTimeout(timer);
  }, [words, load]);
  return words ? (data?.findings ?? []) : [];
}
