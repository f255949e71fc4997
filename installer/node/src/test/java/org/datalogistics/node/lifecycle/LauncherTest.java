package org.datalogistics.node.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LauncherTest {
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final FakeService one = new FakeService("one", notes);
  private final FakeService two = new FakeService("two", notes);
  private final FakeService three = new FakeService("three", notes);
  private final StopSignal stop = new StopSignal();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Duration closeLimit) {
    return new Launcher(print(out), print(err), closeLimit).run(List.of(one, two, three), stop);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  @Test
  void servicesStartInOrderTellTheyAreReadyAndCloseInReverse() {
    three.onStart(stop::stop);

    assertThat(run(Launcher.CLOSE_LIMIT)).isZero();

    assertThat(notes)
        .containsExactly(
            "start one", "start two", "start three", "close three", "close two", "close one");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("READY one one:1", "READY two two:1", "READY three three:1");
    assertThat(err.size()).isZero();
  }

  @Test
  void serviceThatDoesNotStartEndsTheOthersWithFailure() {
    two.onStart(
        () -> {
          throw new IOException("port 80 is taken");
        });

    assertThat(run(Launcher.CLOSE_LIMIT)).isEqualTo(1);

    assertThat(notes).containsExactly("start one", "start two", "close two", "close one");
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("dlt two: cannot start: port 80 is taken");
  }

  @Test
  void fileThatCannotBeWrittenIsNamedWithTheReason() {
    two.onStart(
        () -> {
          throw new FileSystemException("data/id", null, "Read-only file system");
        });

    assertThat(run(Launcher.CLOSE_LIMIT)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("dlt two: cannot start: data/id: Read-only file system");
  }

  @Test
  void errorAtStartIsAFailureToo() {
    two.onStart(
        () -> {
          throw new NoClassDefFoundError("some/Library");
        });

    assertThat(run(Launcher.CLOSE_LIMIT)).isEqualTo(1);

    assertThat(notes).endsWith("close two", "close one");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("NoClassDefFoundError: some/Library");
  }

  @Test
  void failureToCloseOneSparesNoOther() {
    three.onStart(stop::stop);
    three.onClose(
        () -> {
          throw new IOException("disk full");
        });
    two.onClose(
        () -> {
          throw new IllegalStateException("odd");
        });

    assertThat(run(Launcher.CLOSE_LIMIT)).isEqualTo(1);

    assertThat(notes).endsWith("close three", "close two", "close one");
  }

  @Test
  void serviceThatHangsIsNamedAndGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    three.onStart(stop::stop);
    two.onClose(never::await);

    assertThat(run(Duration.ofMillis(200))).isEqualTo(1);

    assertThat(notes).endsWith("close three", "close two");
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("gave up closing two: it hangs");
  }

  @Test
  void secondRequestToStopDoesNotWaitForTheFirst() {
    CountDownLatch never = new CountDownLatch(1);
    three.onStart(stop::stop);
    three.onClose(
        () -> {
          stop.stop();
          never.await();
        });

    assertThat(run(Duration.ofMinutes(1))).isEqualTo(1);
  }

  @Test
  void nothingMoreIsStartedOnceTheEndIsAskedFor() {
    one.onStart(stop::stop);

    assertThat(run(Launcher.CLOSE_LIMIT)).isZero();

    assertThat(notes).containsExactly("start one", "close one");
  }

  @Test
  void interruptEndsCleanly() {
    three.onStart(() -> Thread.currentThread().interrupt());

    assertThat(run(Launcher.CLOSE_LIMIT)).isZero();

    assertThat(notes).endsWith("close three", "close two", "close one");
  }

  @Test
  void shutdownHookWaitsUntilAllIsClosed() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayClose = new CountDownLatch(1);
    three.onStart(started::countDown);
    one.onClose(mayClose::await);
    Thread launcher = new Thread(() -> run(Launcher.CLOSE_LIMIT));
    launcher.start();
    started.await();

    Thread hook = new Thread(() -> ProcessSignals.stopAndWait(stop));
    hook.start();
    hook.join(100);

    assertThat(hook.isAlive()).isTrue();
    mayClose.countDown();
    hook.join();
    assertThat(notes).endsWith("close one");
    launcher.join();
  }
}
