// What the server sends: spec of the view, as far as the page reads it.

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
  startTime: string | null;
  finishTime: string | null;
  spanID?: string;
}

export interface UIResource {
  metadata: ObjectMeta;
  status: {
    order?: number;
    triggerMode?: number;
    lastDeployTime?: string | null;
    buildHistory?: Build[];
    currentBuild?: { startTime: string | null; spanID?: string };
    pendingBuildSince?: string | null;
    hasPendingChanges?: boolean;
    queued?: boolean;
    endpointLinks?: { url?: string; name?: string }[];
    k8sResourceInfo?: { podName?: string; podStatus?: string; podStatusMessage?: string; podRestarts?: number; spanID?: string };
    localResourceInfo?: { pid?: number };
    runtimeStatus?: RuntimeStatus;
    updateStatus?: UpdateStatus;
    specs?: { id?: string; type?: string; hasLiveUpdate?: boolean }[];
    disableStatus?: { state?: string; sources?: { configMap?: { name: string; key: string } }[] | null };
    waiting?: { reason: string; on?: { kind?: string; name?: string }[] };
  };
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

export interface UISession {
  metadata: ObjectMeta;
  status: { tiltfileKey?: string; fatalError?: string; runningTiltBuild?: { version?: string } };
}

export interface View {
  logList?: LogList;
  tiltStartTime?: string;
  uiSession?: UISession;
  uiResources?: UIResource[];
  isComplete?: boolean;
}
