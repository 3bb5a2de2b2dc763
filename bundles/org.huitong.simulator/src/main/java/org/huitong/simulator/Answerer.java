// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The people of the simulated platforms, who answer what is written to them from the hub a few seconds later. */
final class Answerer implements SendDesk.Heard {
    private static final Duration THINKING = Duration.ofSeconds(3);
    private static final List<String> WORDS = List.of("收到，马上处理。", "好的，我这边确认一下再回复您。", "明白，今天下班前给结果。", "谢谢提醒，已经安排了。");

    private final Script script;
    private final Map<String, PlatformSide> sides;
    private final Courier courier;
    private final InstantSource clock;
    private final String run;
    private final AtomicInteger answers = new AtomicInteger();

    Answerer(Script script, Map<String, PlatformSide> sides, Courier courier, InstantSource clock, String run) {
        this.script = script;
        this.sides = sides;
        this.courier = courier;
        this.clock = clock;
        this.run = run;
    }

    @Override
    public void said(String platform, String room, String person, String text) {
        Optional<Room> where = script.rooms().stream()
                .filter(r -> r.platform().equals(platform))
                .filter(r -> room.isEmpty()
                        ? r.kind() != Room.Kind.GROUP
                        : conversation(platform, r).equals(room))
                .findFirst();
        Optional<Person> who = script.people().stream()
                .filter(p -> room.isEmpty()
                        ? p.id().equals(person)
                        : where.filter(r -> r.department().contains(p.department()))
                                .isPresent())
                .findFirst()
                .or(() -> room.isEmpty()
                        ? Optional.empty()
                        : script.people().stream().findFirst());
        if (where.isPresent() && who.isPresent()) {
            int number = answers.incrementAndGet();
            Instant at = clock.instant().plus(THINKING);
            String id = run + "-a-" + number;
            Happening answer = new Happening(
                    id, where.get(), who.get(), Happening.Act.TEXT, WORDS.get(number % WORDS.size()), id, at, at);
            courier.hand(sides.get(platform).write(answer), at);
        }
    }

    @Override
    public void taken(String platform, String letter) {
        Instant now = clock.instant();
        courier.hand(GenericSide.receipt(letter, "delivered"), now.plusSeconds(1));
        courier.hand(GenericSide.receipt(letter, "read"), now.plusSeconds(5));
    }

    private static String conversation(String platform, Room room) {
        return switch (platform) {
            case "dingtalk" -> DingtalkSide.conversation(room, "");
            case "generic" -> GenericSide.conversation(room, "");
            default -> FeishuSide.conversation(room, "");
        };
    }
}
