/**
 * Loading a document anew because another build answers by now. Once for each build: where it does not help,
 * it is not tried again and again.
 */

const KEY = "loaded-anew";
/** Of the last builds for which it was done. */
const MAX_REMEMBERED = 10;

type Framework = {
  __reactRouterManifest?: { version?: string };
  __reactRouterDataRouter?: {
    state: { navigation: { state: string; location?: { pathname: string; search: string; hash: string } } };
  };
};
const framework = () => window as Framework;

/** The build that this document and its scripts are of; undefined where builds are not told apart. */
export const ownBuild = (): string | undefined => framework().__reactRouterManifest?.version;

/** Another build answers: this page, where it is, with its scripts. False where that was done before. */
export function loadForBuild(build: string): boolean {
  if (!isFirst(`to ${build}`)) return false;
  window.location.reload();
  return true;
}

/**
 * A script of this build is gone: the page that was asked for, or this one where it was not asked for by its
 * address. False where that was done before.
 */
export function loadAsked(): boolean {
  if (!isFirst(`from ${ownBuild()}`)) return false;
  const { state, location } = framework().__reactRouterDataRouter?.state.navigation ?? {};
  if (state === "loading" && location)
    window.location.assign(`${location.pathname}${location.search}${location.hash}`);
  else window.location.reload();
  return true;
}

/** Where the browser keeps nothing, it is the first time always: better not at all. */
function isFirst(mark: string): boolean {
  try {
    const marks = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as string[];
    if (marks.includes(mark)) return false;
    sessionStorage.setItem(KEY, JSON.stringify([...marks, mark].slice(-MAX_REMEMBERED)));
    return true;
  } catch {
    return false;
  }
}
