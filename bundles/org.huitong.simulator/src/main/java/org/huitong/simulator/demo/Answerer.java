// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.simulator.Card;
import org.huitong.simulator.Courier;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.SendDesk;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Room;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.dingtalk.DingtalkSide;
import org.huitong.simulator.feishu.FeishuSide;
import org.huitong.simulator.generic.GenericSide;

/** The people of the simulated platforms, who answer what is written to them from the hub a few seconds later. */
public final class Answerer implements SendDesk.Heard {
    private static final Duration THINKING = Duration.ofSeconds(3);
    private static final String KNOWN = "收到";
    /** One of so many. */
    private static final int PRESSED = 3;

    private static final List<String> WORDS = List.of("收到，马上处理。", "好的，我这边确认一下再回复您。", "明白，今天下班前给结果。", "谢谢提醒，已经安排了。");

    private final Script script;
    private final Map<String, PlatformSide> sides;
    private final Courier courier;
    private final InstantSource clock;
    private final String run;
    private final Map<String, Integer> laid = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();

    public Answerer(Script script, Map<String, PlatformSide> sides, Courier courier, InstantSource clock, String run) {
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

    /**
     * Of the cards that only want to be known the first of each kind is pressed on each platform, and then every third.
     * Others are left for whoever looks at the demo: what is to be decided nobody here decides.
     */
    @Override
    public void laid(String platform, String person, Card card) {
        List<String> labels = card.buttons().stream().map(Card.Button::label).toList();
        Optional<Person> who = person(person);
        Optional<Room> where = room(platform);
        if (who.isEmpty() || where.isEmpty() || !labels.contains(KNOWN)) {
            return;
        }
        if (laid.merge(platform + labels, 1, Integer::sum) % PRESSED != 1) {
            return;
        }
        String id = run + "-p-" + answers.incrementAndGet();
        String gives = card.buttons().get(labels.indexOf(KNOWN)).gives();
        Instant at = clock.instant().plus(THINKING);
        courier.hand(
                sides.get(platform)
                        .write(new Happening(
                                id, where.get(), who.get(), Happening.Act.PRESS, gives, card.id(), at, at)),
                at);
    }

    private Optional<Person> person(String id) {
        return script.people().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Where somebody is alone with the hub. */
    private Optional<Room> room(String platform) {
        return script.rooms().stream()
                .filter(r -> r.platform().equals(platform) && r.kind() != Room.Kind.GROUP)
                .findFirst();
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
