import { useMemo, useRef } from 'react';
import { layout, type Edge } from '../data/graph';
import { path, go } from '../data/route';
import type { Row } from '../data/table';
import { why } from '../data/why';
import { useSession } from '../session';
import { Link } from '../parts/Link';
import { StatusDot } from '../parts/StatusDot';

const WIDTH = 190;
const HEIGHT = 40;
const GAP_X = 90;
const GAP_Y = 14;
const EDGE = 12;

const left = (column: number) => EDGE + column * (WIDTH + GAP_X);
const middle = (row: number) => EDGE + row * (HEIGHT + GAP_Y) + HEIGHT / 2;

/** From the right side of one node to the left side of the other; straight through the columns between. */
function curve(edge: Edge): string {
  const last = edge.points.length - 1;
  let text = '';
  edge.points.forEach((point, index) => {
    const y = middle(point.row);
    if (index > 0) {
      const before = edge.points[index - 1] ?? point;
      const x1 = left(before.column) + WIDTH;
      const x2 = left(point.column) - (index === last ? 4 : 0);
      const bend = (x2 - x1) / 2;
      text += `C${x1 + bend} ${middle(before.row)} ${x2 - bend} ${y} ${x2} ${y}`;
    }
    const x = left(point.column) + WIDTH;
    text += index === 0 ? `M${x} ${y}` : index < last ? `L${x} ${y}` : '';
  });
  return text;
}

/** Which resource waits for which, as a picture: what needs nothing stands on the left. */
export function GraphView({ shown }: { shown: readonly Row[] }) {
  const { state, find, alerts } = useSession();
  const rows = useMemo(() => new Map(shown.map((row) => [row.name, row])), [shown]);
  const graph = useMemo(() => layout(new Map(shown.map((row) => [row.name, state.stories.get(row.name)?.needs ?? []]))), [shown, state.stories]);
  const scroller = useRef<HTMLDivElement>(null);
  const inGraph = new Set(graph.nodes.map((node) => node.name));
  const alone = shown.filter((row) => !inGraph.has(row.name));
  const at = new Map(graph.nodes.map((node) => [node.name, { x: left(node.column), y: middle(node.row) - HEIGHT / 2 }]));
  const width = 2 * EDGE + graph.columns * (WIDTH + GAP_X) - GAP_X;
  const height = 2 * EDGE + graph.rows * (HEIGHT + GAP_Y) - GAP_Y;
  return (
    <div className="graph" ref={scroller} tabIndex={0} role="group" aria-label="Dependencies">
      {graph.nodes.length === 0 ? (
        <p className="empty">No resource depends on another: resource_deps in the Tiltfile says so.</p>
      ) : (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Picture of dependencies">
          {graph.edges.map((edge) => {
            const bad = rows.get(edge.from)?.health === 'unhealthy';
            return <path key={`${edge.from}→${edge.to}`} className={bad ? 'edge edge-bad' : 'edge'} d={curve(edge)} />;
          })}
          {graph.nodes.map((node) => {
            const row = rows.get(node.name);
            const place = at.get(node.name);
            if (!row || !place) return null;
            const needs = state.stories.get(node.name)?.needs ?? [];
            const text = why(row.resource, state.stories.get(node.name), find, alerts.get(node.name)).text;
            return (
              <g key={node.name} transform={`translate(${place.x} ${place.y})`}>
              <a
                className={`node node-${row.health}`}
                href={path({ resource: node.name })}
                aria-label={`${node.name}${text ? `: ${text}` : ''}${needs.length > 0 ? `; needs ${needs.join(', ')}` : ''}`}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  go({ resource: node.name });
                }}
              >
                <title>{text || node.name}</title>
                <rect width={WIDTH} height={HEIGHT} rx="7" />
                <foreignObject x="0" y="0" width={WIDTH} height={HEIGHT}>
                  <span className="node-body">
                    <StatusDot health={row.health} />
                    <span className="node-name">{node.name}</span>
                  </span>
                </foreignObject>
              </a>
              </g>
            );
          })}
        </svg>
      )}
      {alone.length > 0 && graph.nodes.length > 0 && (
        <div className="graph-alone">
          <h2>On their own</h2>
          {alone.map((row) => (
            <span key={row.name} className={`chip chip-${row.health}`}>
              <StatusDot health={row.health} />
              <Link to={{ resource: row.name }}>{row.name}</Link>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
