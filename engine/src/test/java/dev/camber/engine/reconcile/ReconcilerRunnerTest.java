package dev.camber.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.store.ObjectRules;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.FileWatchSpec;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.NoStatus;
import dev.camber.model.api.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReconcilerRunnerTest {
  private static ApiObject<ConfigMapData, NoStatus> map(String name) {
    return Kinds.CONFIG_MAP.object(ObjectMeta.named(name), new ConfigMapData(Map.of()));
  }

  private interface Body {
    Result run(String name) throws Exception;
  }

  private record Fake(Kind<?, ?> kind, List<Trigger> triggers, Body body) implements Reconciler {
    @Override
    public Result reconcile(String name) throws Exception {
      return body.run(name);
    }
  }

  private final List<String> seen = new ArrayList<>();

  private Fake recording(Result result) {
    return new Fake(
        Kinds.CONFIG_MAP,
        List.of(),
        name -> {
          seen.add(name);
          return result;
        });
  }

  @Test
  void wakesWhatExistsAndWhatChanges() throws Exception {
    ManualLoop loop = new ManualLoop();
    loop.store.create(map("old"));
    loop.start(recording(Result.done()));
    assertThat(seen).containsExactly("old");
    loop.store.create(map("new"));
    loop.store.delete(Kinds.CONFIG_MAP, "old");
    loop.settle();
    assertThat(seen).containsExactly("old", "new", "old");
  }

  @Test
  void coalescesChangesOfAQueuedKey() throws Exception {
    ManualLoop loop = new ManualLoop().start(recording(Result.done()));
    ApiObject<ConfigMapData, NoStatus> object = loop.store.create(map("a"));
    loop.store.update(object.withSpec(new ConfigMapData(Map.of("x", "y"))));
    loop.settle();
    assertThat(seen).containsExactly("a");
  }

  @Test
  void comesBackWhenAsked() throws Exception {
    ManualLoop loop = new ManualLoop().start(recording(Result.again(Duration.ofSeconds(10))));
    loop.store.create(map("a"));
    loop.settle().advance(Duration.ofSeconds(9));
    assertThat(seen).hasSize(1);
    loop.advance(Duration.ofSeconds(1));
    assertThat(seen).hasSize(2);
  }

  @Test
  void aChangeReplacesTheTimer() throws Exception {
    ManualLoop loop = new ManualLoop().start(recording(Result.again(Duration.ofSeconds(10))));
    ApiObject<ConfigMapData, NoStatus> object = loop.store.create(map("a"));
    loop.settle().advance(Duration.ofSeconds(9));
    loop.store.update(object.withSpec(new ConfigMapData(Map.of("x", "y"))));
    loop.settle();
    assertThat(loop.timers()).isEqualTo(1);
    loop.advance(Duration.ofSeconds(9));
    assertThat(seen).hasSize(2);
  }

  @Test
  void backsOffAfterFailuresAndForgetsThemAfterSuccess() throws Exception {
    AtomicInteger failures = new AtomicInteger(6);
    ManualLoop loop =
        new ManualLoop()
            .start(
                new Fake(
                    Kinds.CONFIG_MAP,
                    List.of(),
                    name -> {
                      seen.add(name);
                      if (failures.getAndDecrement() > 0) {
                        return Result.failed("no");
                      }
                      return Result.done();
                    }));
    loop.store.create(map("a"));
    loop.settle();
    assertThat(seen).hasSize(1);
    // 250 ms doubled five times is 8 s; all six waits together are below 17.4 s with their spread.
    loop.advance(Duration.ofMillis(200));
    assertThat(seen).hasSize(1);
    loop.advance(Duration.ofMillis(100));
    assertThat(seen).hasSize(2);
    loop.advance(Duration.ofSeconds(18));
    assertThat(seen).hasSize(7);
    assertThat(loop.timers()).isZero();
  }

  @Test
  void triesAConflictAgainAtOnce() throws Exception {
    AtomicInteger conflicts = new AtomicInteger(3);
    ManualLoop loop =
        new ManualLoop()
            .start(
                new Fake(
                    Kinds.CONFIG_MAP,
                    List.of(),
                    name -> {
                      seen.add(name);
                      if (conflicts.getAndDecrement() > 0) {
                        throw new StoreException.Conflict(Kinds.CONFIG_MAP, name);
                      }
                      return Result.done();
                    }));
    loop.store.create(map("a"));
    loop.settle();
    assertThat(seen).hasSize(4);
  }

  @Test
  void anIndexedReferenceWakesOnlyThoseThatNameTheObject() throws Exception {
    ManualLoop loop =
        new ManualLoop()
            .start(
                new Fake(
                    Kinds.FILE_WATCH,
                    List.of(
                        Trigger.references(
                            Kinds.FILE_WATCH,
                            Kinds.CONFIG_MAP,
                            watch -> watch.spec().watchedPaths())),
                    name -> {
                      seen.add(name);
                      return Result.done();
                    }));
    loop.store.create(
        Kinds.FILE_WATCH.object(
            ObjectMeta.named("w1"), new FileWatchSpec(List.of("m1"), List.of(), Optional.empty())));
    loop.store.create(
        Kinds.FILE_WATCH.object(
            ObjectMeta.named("w2"), new FileWatchSpec(List.of("m2"), List.of(), Optional.empty())));
    loop.settle();
    seen.clear();
    loop.store.create(map("m2"));
    loop.settle();
    assertThat(seen).containsExactly("w2");
    loop.store.deleteIfExists(Kinds.FILE_WATCH, "w2");
    loop.settle();
    seen.clear();
    loop.store.delete(Kinds.CONFIG_MAP, "m2");
    loop.settle();
    assertThat(seen).isEmpty();
  }

  @Test
  void neverRunsAKeyTwiceAtOnceAndRunsADirtyKeyOnceMore() throws Exception {
    ObjectStore store =
        new ObjectStore(() -> Instant.EPOCH, () -> "uid", ObjectRules.namesOnly(), 1000);
    Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    try (ThreadScheduler scheduler = new ThreadScheduler();
        ReconcilerRunner runner =
            new ReconcilerRunner(
                store, Executors.newVirtualThreadPerTaskExecutor(), scheduler, new Random(1))) {
      runner.add(
          new Fake(
              Kinds.CONFIG_MAP,
              List.of(),
              name -> {
                AtomicInteger here = inside.computeIfAbsent(name, n -> new AtomicInteger());
                if (here.incrementAndGet() > 1) {
                  overlaps.incrementAndGet();
                }
                runs.incrementAndGet();
                entered.countDown();
                release.await();
                here.decrementAndGet();
                second.countDown();
                return Result.done();
              }));
      runner.start();
      store.create(map("a"));
      entered.await();
      for (int i = 0; i < 20; i++) {
        runner.enqueue(Kinds.CONFIG_MAP, "a");
      }
      release.countDown();
      second.await();
    }
    assertThat(overlaps).hasValue(0);
    assertThat(runs).hasValue(2);
  }

  @Test
  void closingInterruptsWhatRunsAndWaitsForIt() throws Exception {
    ObjectStore store =
        new ObjectStore(() -> Instant.EPOCH, () -> "uid", ObjectRules.namesOnly(), 1000);
    CountDownLatch entered = new CountDownLatch(1);
    AtomicInteger cleaned = new AtomicInteger();
    ThreadScheduler scheduler = new ThreadScheduler();
    ReconcilerRunner runner =
        new ReconcilerRunner(
            store, Executors.newVirtualThreadPerTaskExecutor(), scheduler, new Random(1));
    runner.add(
        new Fake(
            Kinds.CONFIG_MAP,
            List.of(),
            name -> {
              entered.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                cleaned.incrementAndGet();
              }
              return Result.done();
            }));
    runner.start();
    store.create(map("a"));
    entered.await();
    runner.close(Duration.ofSeconds(30));
    scheduler.close();
    assertThat(cleaned).hasValue(1);
    assertThat(runner.isIdle()).isTrue();
  }
}
