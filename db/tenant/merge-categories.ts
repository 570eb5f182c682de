/** Pure: the shared categories and a tenant's own rows, as one list. */

/** `baseId`: it is called as the shared category is, in the reader's language. */
export type CategoryLabel = { id: string; name: string; baseId?: string | null };
/** `name`: in the reader's language. Left out: offered, and after those that have a place. */
export type BaseCategory = { id: string; name: string; position?: number; isActive?: boolean };

type OwnRow = {
  id: string;
  baseCategoryId: string | null;
  name: string;
  isOverride: boolean;
  isHidden: boolean;
  position: number | null;
};

export type MergedCategory = {
  /** Of the tenant's row, or the shared category's where the tenant has none. */
  id: string;
  name: string;
  /** The shared one that it is, or stands for. */
  baseId: string | null;
  isBase: boolean;
  /** Of a shared one: what it is called where nobody calls it otherwise. */
  baseName: string | undefined;
  /** The tenant has a name of its own for a shared one. */
  isOverride: boolean;
  isHidden: boolean;
};

type Placed = MergedCategory & { place: number; basePlace: number };

/** In the tenant's order, else the shared ones first in theirs, the others by name. */
export function mergeCategories(own: OwnRow[], base: BaseCategory[]): MergedCategory[] {
  const baseOf = new Map(base.map((row) => [row.id, row]));
  const taken = new Set(own.map(({ baseCategoryId }) => baseCategoryId));
  const shared = base
    .filter(({ id, isActive }) => !taken.has(id) && isActive !== false)
    .map((row) => placed(undefined, row));
  const mine = own.flatMap((row) => {
    const its = baseOf.get(row.baseCategoryId ?? "");
    const isGone = its?.isActive === false && !row.isOverride;
    return isGone ? [] : [placed(row, its)];
  });
  return [...shared, ...mine].sort(inOrder).map(({ place: _p, basePlace: _b, ...row }) => row);
}

function placed(row: OwnRow | undefined, base: BaseCategory | undefined): Placed {
  const isOverride = row?.isOverride ?? false;
  return {
    id: row?.id ?? base?.id ?? "",
    name: (isOverride ? row?.name : (base?.name ?? row?.name)) ?? "",
    baseId: base?.id ?? row?.baseCategoryId ?? null,
    isBase: base !== undefined || row?.baseCategoryId != null,
    baseName: base?.name,
    isOverride,
    isHidden: row?.isHidden ?? false,
    place: row?.position ?? Number.MAX_SAFE_INTEGER,
    basePlace: base?.position ?? Number.MAX_SAFE_INTEGER,
  };
}

const inOrder = (a: Placed, b: Placed): number =>
  a.place - b.place || a.basePlace - b.basePlace || a.name.localeCompare(b.name);

/** Labels of projects as the reader calls them, by name. */
export function nameCategories(labels: CategoryLabel[], base: BaseCategory[]): CategoryLabel[] {
  const nameOf = new Map(base.map(({ id, name }) => [id, name]));
  return labels
    .map(({ id, name, baseId }) => ({ id, name: nameOf.get(baseId ?? "") ?? name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
