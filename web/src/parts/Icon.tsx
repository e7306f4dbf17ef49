import type { ReactNode } from 'react';

/** Camber's own icons: 16 by 16, drawn with a line of one weight. */
const PATHS = {
  check: <path d="M3.5 8.5l3 3 6-7" />,
  cross: <path d="M4 4l8 8M12 4l-8 8" />,
  warn: <path d="M8 2.5l6 11H2zM8 6.5v3.2M8 11.6v.1" />,
  clock: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2 1.6" />,
  busy: <path d="M8 2.5A5.5 5.5 0 1 1 2.5 8" />,
  dash: <path d="M4.5 8h7" />,
  off: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 11.8l7.6-7.6" />,
  start: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3" />,
  play: <path d="M5 3.2v9.6l7.5-4.8z" />,
  stop: <path d="M4.5 4.5h7v7h-7z" />,
  star: <path d="M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  clear: <path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9" />,
  button: <path d="M2.5 5.5h11v5h-11zM6 8h4" />,
  down: <path d="M4 6l4 4 4-4" />,
  up: <path d="M4 10l4-4 4 4" />,
  right: <path d="M6 4l4 4-4 4" />,
  left: <path d="M10 4L6 8l4 4" />,
  search: <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4l3.1 3.1" />,
  help: <path d="M5.8 6a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.8M8 12v.1" />,
  gear: <path d="M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.500 11.5h6M8.500 3v3h3V3zM4.500 10v3h3v-3z" />,
  camera: <path d="M2.5 5h2.700l1-1.800h3.600l1 1.800h2.700v8h-11zM8 6.800a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />,
  cluster: <path d="M8 2l5.200 3v6L8 14l-5.200-3V5zM8 8l5.200-3M8 8v6M8 8L2.800 5" />,
  graph: <path d="M2.500 3h4v3h-4zM2.500 10h4v3h-4zM10 6.500h3.500v3H10zM6.500 4.500h1.800v7H6.500M8.300 8H10" />,
  wrap: <path d="M2.500 4h11M2.500 8h9a2 2 0 0 1 0 4.200H8M9.700 10.500L8 12.200l1.700 1.700M2.500 12h2.500" />,
  link: <path d="M6.800 9.200l2.400-2.400M7.500 4.800l1.300-1.300a2.600 2.600 0 0 1 3.700 3.700l-1.300 1.300M8.500 11.200l-1.300 1.300a2.600 2.600 0 0 1-3.700-3.700l1.300-1.300" />,
  out: <path d="M9 2.500h4.500V7M13.500 2.500L7.500 8.500M6 3.500H2.500v10h10V10" />,
  table: <path d="M2.500 3.500h11v9h-11zM2.500 6.500h11M6.500 6.500v6" />,
  lines: <path d="M2.500 4h11M2.500 8h8M2.500 12h10" />,
  panel: <path d="M2.500 3h11v10h-11zM6.500 3v10" />,
  menu: <path d="M3 4.500h10M3 8h10M3 11.500h10" />,
  trash: <path d="M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.6 9h5.800l.6-9" />,
  bolt: <path d="M9 2L4 9h3.500L7 14l5-7H8.500z" />,
  terminal: <path d="M2.500 3.500h11v9h-11zM5 6.500l2 1.700-2 1.700M8.500 10.500H11" />,
  data: <path d="M3 4c0-1 2.200-1.700 5-1.700S13 3 13 4v8c0 1-2.200 1.700-5 1.700S3 13 3 12zM3 4c0 1 2.200 1.700 5 1.700S13 5 13 4M3 8c0 1 2.200 1.700 5 1.700S13 9 13 8" />,
  upload: <path d="M8 10.500v-7M5 6l3-3 3 3M3 10.500v2.500h10v-2.500" />,
  download: <path d="M8 3v7M5 7.500l3 3 3-3M3 10.500v2.500h10v-2.500" />,
  bug: <path d="M5.500 6.500h5v4a2.500 2.500 0 0 1-5 0zM6.500 6.500a1.500 1.500 0 0 1 3 0M2.500 6l3 1.500M13.500 6l-3 1.500M2.500 9.500h3M10.500 9.500h3M3 13l2.700-1.500M13 13l-2.700-1.500" />,
  tag: <path d="M2.500 2.500h5l6 6-5 5-6-6zM5.300 5.200v.1" />,
  dots: <path d="M3.500 8v.1M8 8v.1M12.500 8v.1" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={className ? `icon ${className}` : 'icon'} aria-hidden="true" focusable="false" role="presentation">
      {PATHS[name]}
    </svg>
  );
}

/** Names of icons that Tiltfiles use, as far as Camber draws something like them. */
const KNOWN: Record<string, IconName> = {
  add: 'upload', article: 'lines', bolt: 'bolt', bug_report: 'bug', build: 'gear', build_circle: 'gear', cached: 'start', cancel: 'cross', check: 'check',
  clear: 'cross', close: 'cross', cloud_download: 'download', cloud_upload: 'upload', code: 'terminal', content_copy: 'copy', dataset: 'data', delete: 'trash',
  delete_forever: 'trash', delete_sweep: 'trash', dns: 'data', done: 'check', download: 'download', favorite: 'star', file_upload: 'upload', flash_on: 'bolt', launch: 'out',
  layers_clear: 'clear', link: 'link', loop: 'start', open_in_browser: 'out', open_in_new: 'out', pause: 'stop', play_arrow: 'play', play_circle: 'play',
  play_circle_outline: 'play', power_settings_new: 'off', publish: 'upload', refresh: 'start', replay: 'start', restart_alt: 'start', rocket_launch: 'bolt', schedule: 'clock',
  search: 'search', send: 'play', settings: 'gear', star: 'star', stop: 'stop', storage: 'data', sync: 'start', tag: 'tag', terminal: 'terminal', update: 'start',
  upload: 'upload', upload_file: 'upload', visibility: 'search', warning: 'warn', web: 'table', wrap_text: 'wrap',
};

/** A button's icon. Its SVG is shown as a picture: nothing in it can run or reach the page. */
export function ButtonIcon({ svg, name }: { svg: string | undefined; name: string | undefined }) {
  if (svg) return <img className="icon" alt="" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />;
  return <Icon name={KNOWN[name ?? ''] ?? 'button'} />;
}
