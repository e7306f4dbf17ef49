import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Screen, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef } from 'react';
import { fontScale, usePrefsRevision } from '../data/prefs';
import { Shell, type Container, type ShellEnd } from '../data/shell';
import { strictDocument, withSheets } from '../parts/sheets';

interface Props {
  resource: string;
  at: Pick<Container, 'pod' | 'container'>;
  onStart: () => void;
  onEnd: (end: ShellEnd) => void;
  onLeave: () => void;
}

const FONT_PX = 13;

/** A terminal with a shell in a container. Comes in a file of its own when the first one is opened. */
export default function Terminal({ resource, at, onStart, onEnd, onLeave }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen>(undefined);
  const revision = usePrefsRevision();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const terminal = new Screen({
      documentOverride: strictDocument(document),
      fontFamily: css('--mono'),
      fontSize: (FONT_PX * fontScale()) / 100,
      lineHeight: 1.2,
      scrollback: 10_000,
      minimumContrastRatio: 4.5,
      theme: theme(),
    });
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    withSheets(document, () => terminal.open(element));
    fit.fit();
    screen.current = terminal;
    const shell = new Shell({
      started: onStart,
      output: (bytes) => terminal.write(bytes),
      ended: (end) => {
        terminal.options.disableStdin = true;
        terminal.options.cursorBlink = false;
        terminal.write('\x1b[?25l');
        onEnd(end);
      },
    });
    terminal.onData((text) => shell.type(text));
    terminal.onBinary((text) => shell.typeBytes(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
    terminal.onResize(({ cols, rows }) => shell.resize({ columns: cols, rows }));
    terminal.attachCustomKeyEventHandler((event) => {
      if (event.type !== 'keydown') return true;
      if (event.key === 'F6') {
        event.preventDefault();
        onLeave();
        return false;
      }
      if (event.ctrlKey && event.shiftKey && event.code === 'KeyC') {
        event.preventDefault();
        void navigator.clipboard.writeText(terminal.getSelection());
        return false;
      }
      return true;
    });
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(element);
    terminal.focus();
    void shell.start(resource, at, { columns: terminal.cols, rows: terminal.rows });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => (terminal.options.theme = theme());
    dark.addEventListener('change', recolour);
    return () => {
      dark.removeEventListener('change', recolour);
      observer.disconnect();
      shell.close();
      terminal.dispose();
      screen.current = undefined;
    };
  }, [resource, at.pod, at.container]); // what the callbacks say goes to whoever is shown now
  useEffect(() => {
    // The document gets its theme in an effect of the page, which runs after this one.
    const frame = requestAnimationFrame(() => {
      if (!screen.current) return;
      screen.current.options.theme = theme();
      screen.current.options.fontSize = (FONT_PX * fontScale()) / 100;
    });
    return () => cancelAnimationFrame(frame);
  }, [revision]);
  return <div className="terminal" ref={place} />;
}

function css(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function theme(): ITheme {
  const ink = css('--ink');
  const colours = { red: css('--ansi-red'), green: css('--ansi-green'), yellow: css('--ansi-yellow'), blue: css('--ansi-blue'), magenta: css('--ansi-magenta'), cyan: css('--ansi-cyan') };
  return {
    background: css('--log-ground'),
    foreground: ink,
    cursor: css('--accent'),
    cursorAccent: css('--log-ground'),
    selectionBackground: css('--mark'),
    selectionForeground: css('--mark-ink'),
    black: ink,
    white: css('--soft'),
    brightBlack: css('--faint'),
    brightWhite: ink,
    ...colours,
    brightRed: colours.red,
    brightGreen: colours.green,
    brightYellow: colours.yellow,
    brightBlue: colours.blue,
    brightMagenta: colours.magenta,
    brightCyan: colours.cyan,
  };
}
