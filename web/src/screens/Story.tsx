import { useEffect, useState } from 'react';
import { plain } from '../data/ansi';
import { amend } from '../data/route';
import { NO_ALERTS } from '../data/status';
import type { StoryBuild } from '../data/types';
import { duration, reason, why } from '../data/why';
import { Icon } from '../parts/Icon';
import { Link } from '../parts/Link';
import { useNow } from '../parts/now';
import { StatusDot } from '../parts/StatusDot';
import { ago, clock } from '../parts/time';
import { useSession } from '../session';
import { lineOf } from './lineOf';

const MOST_BARS = 20;
const LEAST_BAR = 6;
const HIGHEST_BAR = 26;

/** Why a resource is as it is: a sentence, what led to it, what to try, and its updates one after the other. */
export function Story({ name }: { name: string }) {
  const { state, find, alerts } = useSession();
  const resource = find(name);
  const story = state.stories.get(name);
  const found = alerts.get(name) ?? NO_ALERTS;
  const [open, setOpen] = useState<StoryBuild>();
  if (!resource) return null;
  const because = why(resource, story, find, found);
  const builds = (story?.builds ?? []).slice(0, MOST_BARS).reverse();
  const shown = open && builds.find((build) => build.spanID === open.spanID);
  const to = lineOf(resource, name, found, state.startTime);
  const bad = resource.status.updateStatus === 'error' || resource.status.runtimeStatus === 'error';
  if (because.text === '' && builds.length === 0) return null;
  return (
    <section className={bad ? 'story story-bad' : 'story'} aria-label="Why">
      <div className="story-words">
        <p className="story-why">
          {because.text || 'All is well'}
          {(found.place >= 0 || to.resource !== name) && (
            <Link to={to} className="button small">
              <Icon name="lines" />
              {to.resource === name ? 'Show the line' : `Go to ${to.resource}`}
            </Link>
          )}
        </p>
        {(because.cause !== '' || because.advice !== '') && (
          <p className="story-advice">
            {because.cause} {because.advice}
          </p>
        )}
        {(story?.needs?.length ?? 0) > 0 && <Needs names={story?.needs ?? []} />}
      </div>
      {builds.length > 0 && <Timeline builds={builds} open={shown} onOpen={setOpen} />}
      {shown && <BuildFacts build={shown} name={name} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function Needs({ names }: { names: readonly string[] }) {
  const { rows } = useSession();
  return (
    <p className="story-needs">
      <span className="muted">Needs</span>
      {names.map((name) => (
        <Link key={name} to={{ resource: name }} className="need">
          <StatusDot health={rows.find((row) => row.name === name)?.health ?? 'none'} />
          {name}
        </Link>
      ))}
    </p>
  );
}

function seconds(build: StoryBuild): number {
  return (Date.parse(build.finishTime) - Date.parse(build.startTime)) / 1000;
}

function Timeline({ builds, open, onOpen }: { builds: readonly StoryBuild[]; open: StoryBuild | undefined; onOpen: (build: StoryBuild | undefined) => void }) {
  const longest = Math.max(0.1, ...builds.map(seconds));
  return (
    <div className="timeline" role="group" aria-label="Updates, oldest first">
      <span className="timeline-title">{builds.length === 1 ? '1 update' : `${builds.length} updates`}</span>
      {builds.map((build) => {
        const took = seconds(build);
        const text = `${clock(Date.parse(build.finishTime)).slice(0, 8)}, ${duration(took)}: ${build.error ? 'failed' : build.warnings > 0 ? 'with warnings' : 'done'}; because of ${reason(build)}`;
        const state = build.error ? 'bad' : build.warnings > 0 ? 'warn' : 'good';
        return (
          <button
            key={`${build.spanID} ${build.startTime}`}
            type="button"
            className={`bar bar-${state} ${open?.spanID === build.spanID ? 'open' : ''}`}
            aria-label={text}
            title={text}
            aria-expanded={open?.spanID === build.spanID}
            onClick={() => onOpen(open?.spanID === build.spanID ? undefined : build)}
          >
            <span style={{ height: Math.round(LEAST_BAR + (HIGHEST_BAR - LEAST_BAR) * Math.sqrt(took / longest)) }} />
          </button>
        );
      })}
    </div>
  );
}

interface Step {
  name: string;
  seconds: number;
}

/** One update: when, why, how long, and how long each of its steps took. */
function BuildFacts({ build, name, onClose }: { build: StoryBuild; name: string; onClose: () => void }) {
  const now = useNow();
  const steps = useSteps(build, name);
  const total = Math.max(0.001, ...steps.map((step) => step.seconds));
  return (
    <div className="build-facts">
      <header>
        <strong>{build.error ? 'Failed' : build.live ? 'Live update' : 'Updated'}</strong>
        <span>
          {ago(build.finishTime, now)}, in {duration(seconds(build))}, because of {reason(build)}
        </span>
        <button type="button" className="button small" onClick={() => amend({ span: build.spanID, line: undefined }, false)}>
          <Icon name="lines" /> Its log alone
        </button>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="cross" />
        </button>
      </header>
      {build.error && <p className="bad">{build.error}</p>}
      {steps.length > 0 && (
        <ol className="steps">
          {steps.map((step, index) => (
            <li key={index}>
              <span className="step-name">{step.name}</span>
              <span className="step-bar">
                <span style={{ width: `${(100 * step.seconds) / total}%` }} />
              </span>
              <span className="step-time">{duration(step.seconds)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

const STEP = /^\s*Step \d+ - ([\d.]+(?:ms|s|m|h)[\d.ms]*) \((.*)\)\s*$/;

function useSteps(build: StoryBuild, name: string): Step[] {
  const { log } = useSession();
  const [steps, setSteps] = useState<Step[]>([]);
  const { spanID } = build;
  useEffect(() => {
    const abort = new AbortController();
    const query = { resources: [name], level: '', source: '', term: '', span: spanID, cleared: 0 } as const;
    log
      .page(query, {}, 200, abort.signal)
      .then((page) =>
        setSteps(
          page.lines.flatMap((line) => {
            const match = STEP.exec(plain(line.text));
            return match ? [{ name: match[2] ?? '', seconds: goSeconds(match[1] ?? '') }] : [];
          }),
        ),
      )
      .catch(() => undefined); // an update without known steps still has its time
    return () => abort.abort();
  }, [log, name, spanID]);
  return steps;
}

/** A duration as Go prints it, in seconds. */
export function goSeconds(text: string): number {
  const unit: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  return [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce((sum, [, value, name]) => sum + Number(value) * (unit[name ?? ''] ?? 0), 0);
}
