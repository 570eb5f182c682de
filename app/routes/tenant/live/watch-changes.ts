/**
 * A page's stream, while somebody looks at it: closed in a hidden tab and where nobody has touched the page
 * for long, so that an open page does not keep a session in use. Opened again, it asks what it missed.
 */
import { type Hello, readHello, readKinds } from "./event-text.ts";

const PATH = "/live";
/** A tab that was left for a moment keeps its stream. */
const HIDDEN_MS = 10_000;
/** Less than the shortest time after which a session that is not used is over. */
const UNTOUCHED_MS = 10 * 60_000;
const LOOKED_AT_EVERY_MS = 60_000;
/** A stream that was refused is asked for again, less and less often. */
const REFUSED_MS = { first: 30_000, most: 10 * 60_000 };
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

type Handlers = {
  onHello(hello: Hello): void;
  onChange(kinds: string[]): void;
  /** It ended or broke off: whoever looks may be out. The next hello tells what was missed. */
  onLost(): void;
};

/** `sinceMs`: when the page was made. Answers how to stop. */
export function watchChanges(sinceMs: number, { onHello, onChange, onLost }: Handlers): () => void {
  let source: EventSource | undefined;
  let since = sinceMs;
  let refusedMs: number = REFUSED_MS.first;
  let touchedAtMs = Date.now();
  let isRefused = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  const isUntouched = () => Date.now() - touchedAtMs > UNTOUCHED_MS;
  const open = () => {
    clearTimeout(again);
    isRefused = false;
    if (source || document.hidden || isUntouched()) return;
    const opened = new EventSource(`${PATH}?since=${since}`);
    source = opened;
    // Whatever it is opened for later, what came between is not known.
    since = 0;
    opened.addEventListener("hello", ({ data }) => {
      refusedMs = REFUSED_MS.first;
      const hello = readHello(String(data));
      if (hello) onHello(hello);
    });
    opened.addEventListener("change", ({ data }) => onChange(readKinds(String(data))));
    opened.addEventListener("error", () => {
      if (source === opened) onLost();
      // A stream that only ended comes back by itself.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
      source = undefined;
      isRefused = true;
      again = setTimeout(open, refusedMs * (0.5 + Math.random()));
      refusedMs = Math.min(2 * refusedMs, REFUSED_MS.most);
    });
  };
  const close = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const shown = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, HIDDEN_MS);
    else touched();
  };
  const touched = () => {
    touchedAtMs = Date.now();
    if (!source && !isRefused) open();
  };
  const looking = setInterval(() => {
    if (isUntouched()) close();
  }, LOOKED_AT_EVERY_MS);

  document.addEventListener("visibilitychange", shown);
  for (const touch of TOUCHES) window.addEventListener(touch, touched, { passive: true });
  open();
  return () => {
    for (const touch of TOUCHES) window.removeEventListener(touch, touched);
    document.removeEventListener("visibilitychange", shown);
    clearInterval(looking);
    clearTimeout(hiding);
    close();
  };
}
