package dev.camber.engine;

import dev.camber.engine.build.BuildJournal;
import dev.camber.engine.cmd.CmdRunner;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ReconcilerRunner;
import dev.camber.engine.reconcile.Scheduler;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.tiltfile.SessionSettings;
import java.util.concurrent.Executor;

/**
 * What the parts of an engine share.
 *
 * @param runner to wake keys when something happens outside the store
 * @param threads a new virtual thread per task
 */
public record EngineServices(
    SessionSettings settings,
    ObjectStore store,
    LogStore log,
    ReconcilerRunner runner,
    Scheduler scheduler,
    Executor threads,
    BuildJournal journal,
    CmdRunner commands) {}
