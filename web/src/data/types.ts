// What the server sends, as far as the page reads it: the objects of the API, and what the page's own feed adds.

export interface ObjectMeta {
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  deletionTimestamp?: string;
  resourceVersion?: string;
}

export type UpdateStatus = 'none' | 'pending' | 'in_progress' | 'ok' | 'error' | 'not_applicable';
export type RuntimeStatus = 'unknown' | 'ok' | 'pending' | 'error' | 'not_applicable' | 'none';

export interface Build {
  error?: string;
  warnings?: string[];
  startTime?: string | null;
  finishTime?: string | null;
  spanID?: string;
}

export interface Waiting {
  reason: string;
  on?: { kind?: string; name?: string }[];
}

export interface ResourceStatus {
  order?: number;
  triggerMode?: number;
  lastDeployTime?: string | null;
  buildHistory?: Build[];
  currentBuild?: { startTime?: string | null; spanID?: string };
  pendingBuildSince?: string | null;
  hasPendingChanges?: boolean;
  queued?: boolean;
  endpointLinks?: { url?: string; name?: string }[];
  k8sResourceInfo?: {
    podName?: string;
    podCreationTime?: string | null;
    podStatus?: string;
    podStatusMessage?: string;
    podRestarts?: number;
    allContainersReady?: boolean;
    spanID?: string;
    displayNames?: string[];
  };
  composeResourceInfo?: { healthStatus?: string };
  localResourceInfo?: { pid?: number; isTest?: boolean };
  runtimeStatus?: RuntimeStatus;
  updateStatus?: UpdateStatus;
  specs?: { id?: string; type?: string; hasLiveUpdate?: boolean }[];
  disableStatus?: { state?: string; enabledCount?: number; disabledCount?: number };
  waiting?: Waiting;
}

export interface UIResource {
  metadata: ObjectMeta;
  status: ResourceStatus;
}

export interface UIInput {
  name: string;
  label?: string;
  text?: { defaultValue?: string; placeholder?: string };
  bool?: { defaultValue?: boolean; trueString?: string; falseString?: string };
  hidden?: { value: string };
  choice?: { choices?: string[] };
}

export interface UIButton {
  metadata: ObjectMeta;
  spec: {
    location?: { componentID?: string; componentType?: string };
    text?: string;
    iconName?: string;
    iconSVG?: string;
    disabled?: boolean;
    requiresConfirmation?: boolean;
    inputs?: UIInput[];
  };
  status?: { lastClickedAt?: string | null };
}

export interface Cluster {
  metadata: ObjectMeta;
  spec?: { connection?: { kubernetes?: { context?: string; namespace?: string }; docker?: { host?: string } } };
  status?: {
    error?: string;
    arch?: string;
    version?: string;
    connectedAt?: string | null;
    registry?: { host?: string };
    connection?: { kubernetes?: { context?: string; namespace?: string; cluster?: string; product?: string } };
  };
}

export interface UISession {
  metadata: ObjectMeta;
  status: {
    tiltfileKey?: string;
    tiltStartTime?: string | null;
    fatalError?: string;
    runningTiltBuild?: { version?: string; date?: string; dev?: boolean };
    suggestedTiltVersion?: string;
    versionSettings?: { checkUpdates?: boolean };
    featureFlags?: { name?: string; value?: boolean }[];
  };
}

/** An update that ended, with what led to it. */
export interface StoryBuild {
  reason: string;
  startTime: string;
  finishTime: string;
  spanID: string;
  warnings: number;
  live?: boolean;
  error?: string;
  files?: string[];
  filesMore?: number;
}

/** What a person asks of a resource and its UIResource does not say. */
export interface Story {
  name: string;
  needs?: string[];
  images?: string[];
  pending?: string[];
  pendingMore?: number;
  running?: { reason: string; startTime: string; spanID: string; files?: string[] };
  builds: StoryBuild[];
  lastReady?: string;
}

/** Span, resource, warnings, errors, place of the first warning, place of the last error; negative for none. */
export type SpanAlerts = [span: string, resource: string, warnings: number, errors: number, firstWarning: number, lastError: number];

/** A message of the page's feed, or the reference's view. */
export interface View {
  version?: number;
  beat?: boolean;
  logEnd?: number;
  logList?: LogList;
  tiltStartTime?: string;
  uiSession?: UISession;
  uiResources?: UIResource[];
  uiButtons?: UIButton[];
  clusters?: Cluster[];
  stories?: Story[];
  alerts?: SpanAlerts[];
  isComplete?: boolean;
}

export interface LogSegment {
  spanId?: string;
  time?: string;
  text?: string;
  level?: string;
  anchor?: boolean;
  fields?: Record<string, string>;
}

export interface LogList {
  spans?: Record<string, { manifestName?: string }>;
  segments?: LogSegment[];
  fromCheckpoint?: number;
  toCheckpoint?: number;
}

export interface Snapshot {
  view?: View;
  createdAt?: string;
  path?: string;
}
