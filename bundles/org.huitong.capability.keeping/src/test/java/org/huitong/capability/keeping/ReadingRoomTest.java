// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.ArchivePlace.State;
import org.huitong.capability.keeping.ArchivePlace.Word;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mount that hangs holds nobody for long, and few threads for ever. */
class ReadingRoomTest {
    private static final State UNSET = new State.Away(Word.UNSET, LocalText.of("没有", "none"));
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch back = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        back.countDown();
        callers.shutdownNow();
    }

    private State hangs() {
        asked.incrementAndGet();
        hang();
        return UNSET;
    }

    private String hang() {
        try {
            back.await(60, TimeUnit.SECONDS);
            return "back";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPlaceThatDoesNotAnswerIsSaidToBeSilentAndIsAskedOnce() throws Exception {
        try (ReadingRoom room = new ReadingRoom(this::hangs, SHORT, LONG)) {
            for (int i = 0; i < 5; i++) {
                assertThat(((State.Away) room.state()).word()).isEqualTo(Word.SILENT);
            }
            assertThat(asked).hasValue(1);
            back.countDown();
            assertThat(awaited(room)).isEqualTo(UNSET);
        }
    }

    private static State awaited(ReadingRoom room) {
        long end = System.nanoTime() + LONG.toNanos();
        State state = room.state();
        while (((State.Away) state).word() == Word.SILENT && System.nanoTime() < end) {
            state = room.state();
        }
        return state;
    }

    @Test
    void aPlaceThatAnswersIsLookedAtAnew() {
        AtomicInteger looks = new AtomicInteger();
        try (ReadingRoom room = new ReadingRoom(
                () -> {
                    looks.incrementAndGet();
                    return UNSET;
                },
                LONG,
                LONG)) {
            assertThat(room.state()).isEqualTo(UNSET);
            assertThat(room.state()).isEqualTo(UNSET);
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void whoReadsWhereNothingAnswersIsToldSo() {
        try (ReadingRoom room = new ReadingRoom(() -> UNSET, SHORT, SHORT)) {
            assertThatThrownBy(() -> room.read(this::hang))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(503));
        }
    }

    @Test
    void moreThanAFewAreSentAwayAtOnce() throws Exception {
        try (ReadingRoom room = new ReadingRoom(() -> UNSET, LONG, LONG)) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            CompletableFuture<Throwable> refused = new CompletableFuture<>();
            for (int i = 0; i < 9; i++) {
                CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> read(room, this::hang), callers);
                one.whenComplete((text, failure) -> {
                    if (failure != null) {
                        refused.complete(failure);
                    }
                });
                all.add(one);
            }
            // Three read, five wait, and one found no place.
            assertThat(refused.get(30, TimeUnit.SECONDS).getCause())
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(503));
            back.countDown();
            assertThat(all.stream().filter(one -> one.handle((text, failure) -> failure == null)
                            .join()))
                    .hasSize(8);
        }
    }

    private static String read(ReadingRoom room, Callable<String> what) {
        try {
            return room.read(what);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void whatCannotBeReadIsSaidAsTheMediumSaysIt() {
        try (ReadingRoom room = new ReadingRoom(() -> UNSET, LONG, LONG)) {
            assertThatThrownBy(() -> room.read(() -> {
                        throw new IOException("Stale file handle");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Stale file handle");
        }
    }
}
