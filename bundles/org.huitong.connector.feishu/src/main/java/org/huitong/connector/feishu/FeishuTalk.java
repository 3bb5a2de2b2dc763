// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.line.Rhythm;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Json;

/**
 * What is spoken on a long connection: events in one frame or in parts, each acknowledged within three seconds by its own
 * frame sent back. The platform answers our pings, and says in its answer how often it wants them.
 */
final class FeishuTalk implements Talk {
    /** At least so often, for a dead socket is noticed by a ping that nobody answers. */
    private static final Duration OFTEN = Duration.ofSeconds(60);

    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final int MOST_UNFINISHED = 100;
    private static final int MOST_PARTS = 1_000;

    private final int service;
    /** What came in part so far; what nobody finishes is forgotten, and pushed again as a whole. */
    private final Map<String, byte[][]> unfinished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[][]> eldest) {
            return size() > MOST_UNFINISHED;
        }
    };

    private Duration beat = OFTEN;

    FeishuTalk(int service) {
        this.service = service;
    }

    /** That it is answered shows that the line stands. */
    @Override
    public Optional<Frame> greeting() {
        return beat();
    }

    @Override
    public Optional<Frame> beat() {
        return Optional.of(new Frame.Bytes(FeishuFrame.ping(service).written()));
    }

    @Override
    public Rhythm rhythm() {
        return new Rhythm(beat, beat.multipliedBy(2).plus(SLACK));
    }

    @Override
    public Heard hear(Frame said) {
        Optional<FeishuFrame> read =
                said instanceof Frame.Bytes bytes ? FeishuFrame.read(bytes.bytes()) : Optional.empty();
        if (read.isEmpty()) {
            return Heard.nothing();
        }
        FeishuFrame frame = read.get();
        if (frame.method() == FeishuFrame.CONTROL) {
            return frame.header("type").equals("pong") ? pong(frame) : Heard.nothing();
        }
        return whole(frame)
                .<Heard>map(payload -> new Heard.Brought(
                        payload,
                        Map.of(),
                        Optional.of(took -> new Frame.Bytes(
                                frame.answered("biz_rt", Long.toString(took.toMillis()), "{\"code\":200}")
                                        .written()))))
                .orElseGet(Heard::nothing);
    }

    private Heard pong(FeishuFrame frame) {
        Json.read(frame.payload()).good().ifPresent(config -> config.number("PingInterval")
                .ifPresent(seconds -> {
                    Duration wanted = Duration.ofSeconds(Math.max(1, seconds));
                    beat = wanted.compareTo(OFTEN) < 0 ? wanted : OFTEN;
                }));
        return new Heard.Stands();
    }

    /** What happened, once all parts of it are there; parts that do not fit each other are kept as they came. */
    private Optional<byte[]> whole(FeishuFrame frame) {
        int sum = number(frame.header("sum"));
        int place = number(frame.header("seq"));
        if (sum <= 1 || sum > MOST_PARTS || place < 0 || place >= sum) {
            return Optional.of(frame.payload());
        }
        String id = frame.header("message_id");
        byte[][] parts = unfinished.computeIfAbsent(id, none -> new byte[sum][]);
        if (parts.length != sum) {
            return Optional.of(frame.payload());
        }
        parts[place] = frame.payload();
        if (Stream.of(parts).anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        unfinished.remove(id);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return Optional.of(all.toByteArray());
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    }
}
