package dev.camber.engine;

import dev.camber.engine.cmd.Probes;
import dev.camber.engine.log.LogLimits;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.host.env.Environment;
import dev.camber.host.process.Processes;
import dev.camber.host.watch.FileWatcher;
import dev.camber.model.api.UISessionStatus;
import dev.camber.model.log.LogLevel;
import dev.camber.tiltfile.TiltfileLoader;
import dev.camber.tiltfile.extension.RepoCheckouts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The world around an engine.
 *
 * @param uids makes a new unique id per call
 * @param loader evaluates Tiltfiles
 * @param checkouts the copies of extension repositories that the loader uses too
 * @param watcher closed by the engine
 * @param environment of the processes of Cmd objects, asked for at each start; see {@link
 *     ChildEnvironment}
 * @param logDirectory exists, is this session's own, for log lines that do not fit into memory
 * @param logLevel what is written below this level is dropped
 * @param program what the page says about this program
 * @param pid of this process
 */
public record EngineSetup(
    SessionSettings settings,
    InstantSource clock,
    RandomGenerator random,
    Supplier<String> uids,
    TiltfileLoader loader,
    RepoCheckouts checkouts,
    Processes processes,
    Probes probes,
    FileWatcher watcher,
    Supplier<Environment> environment,
    Path logDirectory,
    LogLimits logLimits,
    LogLevel logLevel,
    UISessionStatus.Build program,
    long pid) {}
