/**
 * The build graph: what each resource consists of and how far it is, what to run next, and the
 * running of it.
 *
 * <p>State lives in the store under internal kinds ({@link dev.camber.engine.build.EngineKinds}),
 * so one snapshot holds everything {@link dev.camber.engine.build.NextBuild} needs. To plug in a
 * way of building, implement {@link dev.camber.engine.build.Builder}: it gets the targets, the
 * files changed since they were last built, and their last results, and returns new results.
 */
@NullMarked
package dev.camber.engine.build;

import org.jspecify.annotations.NullMarked;
