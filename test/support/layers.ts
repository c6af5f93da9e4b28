import type { Edge } from './sources.ts';

/** Places from the top to the bottom; those of one line may import each other. A place may be `<folder>/*`. */
export type Layers = readonly (readonly string[])[];

/**
 * Where a file stands below `root`: its first folder, or itself where it lies in none. Each folder in one of `groups`
 * is a place of its own.
 *
 * @example placeIn('functions', ['vendors'])('functions/vendors/huawei/auth.ts') // 'vendors/huawei'
 */
export const placeIn =
  (root: string, groups: readonly string[] = []) =>
  (file: string): string => {
    const [first = '', second, ...rest] = file.slice(root.length + 1).split('/');
    return groups.includes(first) && rest.length > 0 ? `${first}/${second}` : first;
  };

/** Says every file that stands in no layer. */
export const homeless = (
  files: readonly string[],
  layers: Layers,
  placeOf: (file: string) => string,
): string[] =>
  files.filter((file) => lineOf(placeOf(file), layers) < 0).map((file) => `${file} stands in no layer`);

/** Says every import of a lower layer, and of another folder of the same group. Those of the homeless are left out. */
export function breaches(
  edges: readonly Edge[],
  layers: Layers,
  placeOf: (file: string) => string,
): string[] {
  return edges.flatMap(({ from, line, to }) => {
    const [importer, imported] = [placeOf(from), placeOf(to)];
    const [own, other] = [lineOf(importer, layers), lineOf(imported, layers)];
    if (importer === imported || own < 0 || other < own) return [];
    const siblings = groupOf(importer) !== undefined && groupOf(importer) === groupOf(imported);
    if (own === other && !siblings) return [];
    const why = siblings ? 'must not know' : 'stands above';
    return [`${from}:${line} → ${to}: ${importer} ${why} ${imported}`];
  });
}

const groupOf = (place: string): string | undefined => /^(.+)\/[^/]+$/.exec(place)?.[1];

const lineOf = (place: string, layers: Layers): number =>
  layers.findIndex((line) => line.includes(place) || line.includes(`${groupOf(place)}/*`));
