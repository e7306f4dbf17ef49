/** Where each node of a picture of dependencies stands: columns from what needs nothing to what needs most. */
export interface Node {
  name: string;
  column: number;
  row: number;
}

/** A line from what is needed to what needs it, around the nodes between. */
export interface Edge {
  from: string;
  to: string;
  points: { column: number; row: number }[];
}

export interface Graph {
  nodes: Node[];
  edges: Edge[];
  columns: number;
  rows: number;
}

interface Spot {
  id: string;
  name: string;
}

/**
 * @param needs what each needs, by name; those that are no name themselves are left out
 * @returns nodes without any edge stand in no picture
 */
export function layout(needs: ReadonlyMap<string, readonly string[]>): Graph {
  const pairs = [...needs].flatMap(([to, all]) => all.filter((from) => needs.has(from) && from !== to).map((from) => ({ from, to })));
  const touched = new Set(pairs.flatMap((pair) => [pair.from, pair.to]));
  const column = columnsOf(needs);
  const columns: Spot[][] = [];
  const put = (at: number, spot: Spot) => (columns[at] ??= []).push(spot);
  for (const name of needs.keys()) if (touched.has(name)) put(column.get(name) ?? 0, { id: name, name });
  // A line that passes a column has a place in it, as if it were a node.
  const chains = pairs.map((pair) => {
    const chain = [pair.from];
    for (let at = (column.get(pair.from) ?? 0) + 1; at < (column.get(pair.to) ?? 0); at++) {
      const id = `${pair.from}\n${pair.to}\n${at}`;
      put(at, { id, name: '' });
      chain.push(id);
    }
    return [...chain, pair.to];
  });
  const row = arrange(columns, chains);
  const where = new Map(columns.flatMap((spots, at) => (spots ?? []).map((spot) => [spot.id, { column: at, row: row.get(spot.id) ?? 0 }])));
  return {
    nodes: columns.flatMap((spots, at) => (spots ?? []).filter((spot) => spot.name !== '').map((spot) => ({ name: spot.name, column: at, row: row.get(spot.id) ?? 0 }))),
    edges: pairs.map((pair, index) => ({ ...pair, points: (chains[index] ?? []).map((id) => where.get(id) ?? { column: 0, row: 0 }) })),
    columns: columns.length,
    rows: Math.max(0, ...columns.map((spots) => spots?.length ?? 0)),
  };
}

/** One column behind the last that is needed; what goes round in a circle ends somewhere. */
function columnsOf(needs: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const column = new Map<string, number>();
  const visit = (name: string, path: ReadonlySet<string>): number => {
    const known = column.get(name);
    if (known !== undefined) return known;
    const deeper = new Set(path).add(name);
    const before = (needs.get(name) ?? []).filter((need) => needs.has(need) && !deeper.has(need)).map((need) => visit(need, deeper));
    const at = Math.max(-1, ...before) + 1;
    column.set(name, at);
    return at;
  };
  for (const name of needs.keys()) visit(name, new Set());
  return column;
}

/** Sweeps towards the middle of the neighbours: that takes out most crossings. */
function arrange(columns: Spot[][], chains: readonly string[][]): Map<string, number> {
  const before = new Map<string, string[]>();
  const behind = new Map<string, string[]>();
  for (const chain of chains) {
    for (let at = 1; at < chain.length; at++) {
      const [from, to] = [chain[at - 1] ?? '', chain[at] ?? ''];
      before.set(to, [...(before.get(to) ?? []), from]);
      behind.set(from, [...(behind.get(from) ?? []), to]);
    }
  }
  const row = new Map<string, number>();
  const number = () => columns.forEach((spots) => spots?.forEach((spot, index) => row.set(spot.id, index)));
  number();
  const middle = (spot: Spot, neighbours: ReadonlyMap<string, string[]>) => {
    const rows = (neighbours.get(spot.id) ?? []).map((id) => row.get(id) ?? 0);
    return rows.length === 0 ? (row.get(spot.id) ?? 0) : rows.reduce((a, b) => a + b, 0) / rows.length;
  };
  for (const neighbours of [before, behind, before]) {
    for (const spots of columns) spots?.sort((a, b) => middle(a, neighbours) - middle(b, neighbours));
    number();
  }
  return row;
}
