// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.testkit.Eventually.until;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.LineDown;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.kit.line.Dialect;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.line.Rhythm;
import org.huitong.kit.line.SocketLine;
import org.huitong.kit.line.Talk;
import org.huitong.simulator.demo.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kit's line on a real socket, with a platform that speaks in single words. */
class SocketLineTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SocketServer server = new SocketServer(work -> {
        Thread thread = new Thread(work, "words");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private Rhythm rhythm = new Rhythm(Duration.ofSeconds(20), Duration.ofSeconds(60));
    private SocketLine line;

    @AfterEach
    void close() {
        if (line != null) {
            line.close();
        }
        server.close();
    }

    @Test
    void aZombieIsLeftForAnotherSocketAlthoughItsNetworkAnswers() {
        rhythm = new Rhythm(Duration.ofSeconds(20), Duration.ofMillis(400));
        CompletableFuture<Void> over = listen();
        until(LIMIT, "it is there", () -> peers.size() == 1);
        peers.get(0).deafen();
        until(LIMIT, "another one is there", () -> peers.size() > 1);
        peers.get(peers.size() - 1).say("word");
        until(LIMIT, "it hears again", () -> kept.contains("word"));
        assertThat(over).isNotDone();
    }

    @Test
    void itSaysThatItIsThereInItsRhythm() {
        rhythm = new Rhythm(Duration.ofMillis(50), Duration.ofSeconds(60));
        listen();
        until(LIMIT, "it beats", () -> said.stream().filter("beat"::equals).count() > 3);
    }

    @Test
    void whatIsUnderWayOnTheOldSocketIsKeptAndThankedForThere() {
        listen();
        until(LIMIT, "it is there", () -> peers.size() == 1);
        peers.get(0).say("move");
        until(LIMIT, "another one is there", () -> peers.size() == 2);
        peers.get(0).say("late");
        until(LIMIT, "it was heard and thanked for", () -> said.contains("thanks for late"));
        assertThat(kept).containsExactly("late");
    }

    @Test
    void framesInPiecesAreOneAndLongOnesAreHeard() {
        listen();
        until(LIMIT, "it is there", () -> peers.size() == 1);
        String word = "消息".repeat(200_000);
        peers.get(0).say(word);
        until(LIMIT, "it is kept whole", () -> kept.contains(word));
    }

    @Test
    void itEndsWhereThePlatformHangsUpAndSaysWhy() {
        CompletableFuture<Void> over = listen();
        until(LIMIT, "it is there", () -> peers.size() == 1);
        peers.get(0).close(4001);
        assertThatThrownBy(over::join)
                .hasCauseInstanceOf(LineDown.class)
                .cause()
                .hasMessageContaining("4001");
    }

    @Test
    void itEndsWhereItIsTurnedAway() {
        server.open("words", address -> new SocketServer.Admission.Out(403, Map.of()));
        line = new SocketLine(new Words(), InstantSource.system());
        assertThatThrownBy(() -> line.listen(new Tray()))
                .isInstanceOf(LineDown.class)
                .hasMessageContaining("403");
    }

    @Test
    void itLeavesNoThreadBehindWhenItIsClosed() {
        CompletableFuture<Void> over = listen();
        until(LIMIT, "it is there", () -> peers.size() == 1);
        line.close();
        until(LIMIT, "it ends, whichever way", over::isDone);
        until(LIMIT, "no thread of it is left", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("huitong-line-socket")));
    }

    @Test
    void whatIsClosedBeforeItBeginsDoesNotBegin() {
        server.open("words", address -> new SocketServer.Admission.In(new Visitor()));
        line = new SocketLine(new Words(), InstantSource.system());
        line.close();
        assertThatThrownBy(() -> line.listen(new Tray())).isInstanceOf(IOException.class);
        assertThat(peers).isEmpty();
    }

    private CompletableFuture<Void> listen() {
        server.open("words", address -> new SocketServer.Admission.In(new Visitor()));
        line = new SocketLine(new Words(), InstantSource.system());
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                line.listen(new Tray());
                over.complete(null);
            } catch (Exception e) {
                over.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return over;
    }

    private final class Words implements Dialect {
        @Override
        public Step<URI> dial(Trail trail) {
            return Step.done(URI.create(server.address("words") + "/"));
        }

        @Override
        public Talk talk(URI dialled) {
            return new Talk() {
                @Override
                public Heard hear(Frame frame) {
                    String word = ((Frame.Text) frame).text();
                    return word.equals("move")
                            ? new Heard.Moves()
                            : new Heard.Brought(
                                    word.getBytes(StandardCharsets.UTF_8),
                                    Map.of(),
                                    Optional.of(took -> new Frame.Text("thanks for " + word)));
                }

                @Override
                public Rhythm rhythm() {
                    return rhythm;
                }

                @Override
                public Optional<Frame> beat() {
                    return Optional.of(new Frame.Text("beat"));
                }
            };
        }
    }

    private final class Tray implements Intray {
        @Override
        public Optional<String> bookmark() {
            return Optional.empty();
        }

        @Override
        public void take(List<Evidence> came, String bookmark) {
            came.forEach(one -> kept.add(new String(one.raw(), StandardCharsets.UTF_8)));
        }

        @Override
        public void stands() {
            said.add("stands");
        }
    }

    private final class Visitor implements Peer.Visit {
        @Override
        public void opened(Peer peer) {
            peers.add(peer);
        }

        @Override
        public void said(Peer peer, String text) {
            said.add(text);
        }

        @Override
        public void gone(Peer peer) {
            said.add("gone");
        }
    }
}
