// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.simulator.day.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each connector reads all of the demo's people from its platform, and shuts out whom that lets it. */
class DirectoriesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final int MOST_PAGES = 500;

    /** All that was told of one directory. */
    private record Told(Map<String, Department> departments, Map<String, Member> members, List<Withheld> withheld) {}

    /** A connector and its platform. */
    private static final class Pair {
        private final Directory directory;
        private final SendDesk desk;
        private final Token token;
        private Instant now = NOW;

        Pair(String platform) {
            Account account = Account.create(platform, "demo", "", "", "http://127.0.0.1:9/x");
            Map<String, String> settings = new HashMap<>(account.settings());
            settings.put("directory", "shut");
            account = new Account(platform, "demo", settings);
            directory = (Directory) Connectors.of(account, () -> NOW);
            desk = account.desk(
                    Script.ofTheDay(),
                    account.streams(() -> NOW, new Random(1)),
                    "ws://127.0.0.1:9",
                    new Cards(),
                    (p, r, who, text) -> {});
            token = ask(trail -> ((Credentials) directory).renew(trail), Trail.beginning(Optional.empty()));
        }

        <T> T ask(Function<Trail, Step<T>> asking) {
            return ask(asking, Trail.beginning(Optional.of(token)));
        }

        private <T> T ask(Function<Trail, Step<T>> asking, Trail beginning) {
            Trail trail = beginning;
            Step<T> step = asking.apply(trail);
            while (step instanceof Step.Ask<T> ask) {
                assertThat(ask.call().harmless()).isTrue();
                // The platforms admit so many calls a second.
                now = now.plusMillis(100);
                trail = trail.then(ask.note(), answered(ask.call()));
                step = asking.apply(trail);
            }
            assertThat(step).isInstanceOf(Step.Done.class);
            return ((Step.Done<T>) step).value();
        }

        private Reply answered(Call call) {
            return new DeskWire(desk, now).make(call);
        }

        Told all() {
            Told told = new Told(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
            slices(cursor -> ask(trail -> directory.departments(cursor, trail)), told)
                    .forEach(one -> told.departments().put(one.id(), one));
            List<String> places = new ArrayList<>(told.departments().keySet());
            places.add(Directory.NOWHERE);
            for (String place : places) {
                slices(cursor -> ask(trail -> directory.people(place, cursor, trail)), told)
                        .forEach(one -> told.members().put(one.ids().get(0), one));
            }
            return told;
        }

        private static <T> List<T> slices(Function<Optional<String>, Slice<T>> asking, Told told) {
            List<T> all = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            for (int i = 0; i < MOST_PAGES; i++) {
                Slice<T> slice = asking.apply(cursor);
                all.addAll(slice.items());
                told.withheld().addAll(slice.withheld());
                cursor = slice.next();
                if (cursor.isEmpty()) {
                    return all;
                }
            }
            throw new AssertionError("a list without an end");
        }
    }

    @ParameterizedTest
    @CsvSource({"dingtalk, 58", "wecom, 57", "feishu, 57"})
    void tellsOfEverybody(String platform, int people) {
        Pair pair = new Pair(platform);
        assertThat(pair.<String>ask(trail -> pair.directory.tenant(trail))).isNotEmpty();
        assertThat(pair.directory.reach()).isEqualTo(new Directory.Reach(true, true, Optional.empty()));
        Told told = pair.all();
        // Some are on one platform alone.
        assertThat(told.members()).hasSize(people);
        Member one = told.members().values().stream()
                .filter(member -> member.name().equals("王建国"))
                .findFirst()
                .orElseThrow();
        Department unit = told.departments().get(one.departments().get(0));
        assertThat(unit.name()).isEqualTo("生产部");
        assertThat(told.departments().get(unit.above().orElseThrow()).name()).isEqualTo("华诚制造");
        assertThat(told.withheld()).noneMatch(Withheld::people);
        if (platform.equals("wecom")) {
            assertThat(Set.copyOf(told.withheld())).hasSize(1);
            assertThat(one.mail() + one.mobile() + one.employee()).isEmpty();
        } else {
            assertThat(one.mobile()).isEqualTo("13800001003");
            assertThat(one.employee()).isEqualTo("1003");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu"})
    void whoIsShutOutIsThereNoMore(String platform) {
        Pair pair = new Pair(platform);
        int people = pair.all().members().size();
        String account = pair.all().members().values().stream()
                .filter(member -> member.name().equals("赵贵"))
                .findFirst()
                .orElseThrow()
                .ids()
                .get(0);
        for (int again = 0; again < 2; again++) {
            assertThat(pair.<Boolean>ask(trail -> pair.directory.shutOut(account, trail)))
                    .isTrue();
        }
        assertThat(pair.all().members()).hasSize(people - 1).doesNotContainKey(account);
    }
}
