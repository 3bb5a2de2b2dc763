// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.testkit.Eventually.until;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarms;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a letter said is let go in time, and nothing else of it. */
abstract class SpentWordsContract {
    private static final Duration DAYS = Duration.ofDays(30);
    private static final Set<String> WORDS = Set.of("gone_at", "body_key", "body_wrapped", "body");
    private static final Receipt REJECTED = new Receipt(Receipt.State.REJECTED, Optional.empty());

    private final TestClock clock = new TestClock(Post.START);
    private Post post;
    private SpentWords words;

    abstract OwnStore store();

    @BeforeEach
    void open() {
        post = new Post(store());
        words = new SpentWords(post.shelf.transactions());
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void aNoticesWordsGoSomeDaysAfterItsEndAndTheRestStays() {
        String id = post.post(notice("hall", "待办：报价单", "n-1"));
        post.plug(post.echo());
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        post.platform.states.put(post.row(id).nativeId(), "read");
        pass(Duration.ofSeconds(4));
        until("it is read", () -> post.state(id) == State.READ);

        pass(DAYS.minusSeconds(5));
        ring();
        assertThat(post.row(id).goneAt()).isEmpty();
        assertThat(post.row(id).sheet().isReadable()).isTrue();
        Map<String, Object> before = stored(id);
        assertThat((Integer) before.get("body")).isPositive();

        pass(Duration.ofSeconds(10));
        ring();
        Map<String, Object> after = stored(id);
        assertThat(after)
                .containsEntry("body", 0)
                .containsEntry("body_wrapped", 0)
                .containsEntry("body_key", "")
                .containsEntry("gone_at", clock.millis());
        assertThat(besidesWords(after)).isEqualTo(besidesWords(before));

        pass(Duration.ofDays(1));
        ring();
        assertThat(stored(id)).isEqualTo(after);
        LetterJson shown = shown(id);
        assertThat(shown.wordsGoneAt()).contains(clock.instant().minus(Duration.ofDays(1)));
        assertThat(shown.state()).isEqualTo("read");
        assertThat(shown.text()).isEmpty();
        assertThat(shown.to()).isEmpty();
    }

    @Test
    void theSameKeyIsTheSameLetterStill() {
        String id = post.post(notice("hall", "只说一次", "n-1"));
        post.plug(post.echo());
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        pass(DAYS);
        ring();
        assertThat(post.row(id).goneAt()).isPresent();

        assertThat(post.post(notice("hall", "只说一次", "n-1"))).isEqualTo(id);
        String next = post.post("hall", "下一句");
        until("the next is accepted", () -> post.state(next) == State.ACCEPTED);
        assertThat(post.platform.texts()).containsExactly("只说一次", "下一句");
    }

    @Test
    void whatWaitsOrIsUnknownKeepsItsWordsUntilItHasEnded() {
        String waits = post.post(longLived("elsewhere", "还在等", "n-1"));
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        post.plug(Post.Shaped.withoutKey(post.echo()));
        String dropped = post.post(longLived("front", "作罢", "n-2"));
        until("nobody can tell", () -> post.state(dropped) == State.UNKNOWN);
        String refused = post.post(longLived("front", "退回", "n-3"));
        until("nobody can tell", () -> post.state(refused) == State.UNKNOWN);
        String unknown = post.post(longLived("front", "不知道", "n-4"));
        until("nobody can tell", () -> post.state(unknown) == State.UNKNOWN);

        pass(DAYS.multipliedBy(2));
        ring();
        assertThat(List.of(waits, unknown, dropped, refused)).noneMatch(this::isGone);
        assertThat(post.row(waits).sheet().writing()).isEqualTo(new Writing.Text("还在等"));

        post.decide(dropped, Decision.DROP);
        new ToldReceipts(post.shelf, clock).enter("echo", "front", List.of(new Receipted(refused + "-1", REJECTED)));
        ring();
        assertThat(List.of(dropped, refused)).noneMatch(this::isGone);
        pass(DAYS);
        ring();
        assertThat(List.of(dropped, refused)).allMatch(this::isGone);
        assertThat(List.of(waits, unknown)).noneMatch(this::isGone);

        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        post.platform.byKey.clear();
        post.decide(unknown, Decision.AGAIN);
        until("it went again", () -> post.state(unknown) == State.ACCEPTED);
        assertThat(post.platform.texts()).last().asString().contains("不知道");
    }

    @Test
    void aPersonsLetterGoesWithTheMessageThatItBecame() {
        post.plug(post.echo());
        String one = post.post("hall", "张三的回复");
        String other = post.post("hall", "另一句");
        until("both are in the log", () -> post.log.size() == 2 && owed() == 0);
        pass(DAYS.multipliedBy(10));
        until("it was asked for its receipt", () -> post.row(one).receipts() == 1);
        ring();
        assertThat(List.of(one, other)).noneMatch(this::isGone);
        Map<String, Object> before = stored(one);
        MessageId message = post.log.get(0).id();
        assertThat(before).containsEntry("message_id", message.value());

        assertThatThrownBy(() -> post.shelf.transactions().write(connection -> {
                    forget(connection, message);
                    throw new IllegalStateException("the hub could not move the cursor");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(isGone(one)).isFalse();

        for (int twice = 0; twice < 2; twice++) {
            post.shelf.transactions().write(connection -> {
                forget(connection, message);
                return null;
            });
            assertThat(stored(one)).containsEntry("body", 0).containsEntry("body_key", "");
            assertThat(besidesWords(stored(one))).isEqualTo(besidesWords(before));
        }
        assertThat(post.row(other).sheet().writing()).isEqualTo(new Writing.Text("另一句"));
        assertThat(post.log).hasSize(2);
    }

    @Test
    void whatQuotesAMessageForgetsItWithItWhateverItsState() {
        MessageId secret = message("报价");
        MessageId other = message("别的");
        String waits = post.post(longLived("elsewhere", "等待", "n-1").quoting(List.of(secret)));
        String kept = post.post(longLived("elsewhere", "别的", "n-2").quoting(List.of(other)));
        post.plug(Post.Shaped.withoutKey(post.echo()));
        String told = post.post(notice("hall", "摘要：报价，别的", "n-3").quoting(List.of(secret, other)));
        until("it is accepted", () -> post.state(told) == State.ACCEPTED);
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String unknown = post.post(longLived("front", "不知道", "n-4").quoting(List.of(secret)));
        until("nobody can tell", () -> post.state(unknown) == State.UNKNOWN);

        for (int twice = 0; twice < 2; twice++) {
            post.shelf.transactions().write(connection -> {
                forget(connection, secret);
                return null;
            });
        }
        assertThat(List.of(waits, told, unknown)).allMatch(this::isGone);
        assertThat(post.state(told)).isEqualTo(State.ACCEPTED);
        assertThat(List.of(waits, unknown)).allSatisfy(id -> {
            assertThat(post.state(id)).isEqualTo(State.REJECTED);
            assertThat(post.row(id).reason()).contains(SpentWords.QUOTED_IS_GONE);
        });
        assertThat(post.row(kept).sheet().writing()).isEqualTo(new Writing.Text("别的"));
        assertThat(post.state(kept)).isEqualTo(State.WAITING);
        assertThat(quotes()).isEqualTo(1);
    }

    @Test
    void whatWasBeingSentMeanwhileIsNotTriedAgain() {
        MessageId secret = message("报价");
        String id = post.post(longLived("front", "正在发", "n-1").quoting(List.of(secret)));
        post.shelf.update("state = 'sending'", post.row(id).seq());
        post.shelf.transactions().write(connection -> {
            forget(connection, secret);
            return null;
        });
        assertThat(isGone(id)).isTrue();
        assertThat(post.state(id)).isEqualTo(State.SENDING);

        post.shelf.update("state = 'waiting'", post.row(id).seq());
        post.plug(post.echo());
        until("it is given up", () -> post.state(id) == State.REJECTED);
        assertThat(post.row(id).reason()).contains(SpentWords.QUOTED_IS_GONE);
        assertThat(post.platform.texts()).isEmpty();
    }

    @Test
    void whatGoesToEachOfARoleQuotesWhatTheRolesLetterDid() {
        MessageId secret = message("报价");
        String role =
                post.post(Letter.notice(new To.Role("head", Optional.empty()), new Writing.Text("报价"), "x", false, "n")
                        .quoting(List.of(secret)));
        RoleLetters letters = new RoleLetters(post.shelf, new Claims(post.shelf.transactions()));
        assertThat(letters.divide(post.row(role), List.of("p-1", "p-2"), Post.START))
                .isTrue();
        assertThat(quotes()).isEqualTo(3);
    }

    @Test
    void whatAPersonWroteAndBecameNoMessageGoesAfterTheDays() {
        String late = post.post("hall", "没有发出");
        post.refusedByTheLog = "还没有记下";
        pass(Duration.ofDays(4));
        until("it is given up", () -> post.state(late) == State.REJECTED);
        post.plug(post.echo());
        String owed = post.post("hall", "还没有记下");
        until("it is accepted", () -> post.state(owed) == State.ACCEPTED);
        pass(DAYS);
        ring();
        assertThat(isGone(late)).isTrue();
        assertThat(isGone(owed)).isFalse();

        post.refusedByTheLog = "";
        post.dispatcher.wake();
        until("it is in the log", () -> post.log.size() == 1);
    }

    @Test
    void aFewGoInEachStepAndTheNextStepFollowsAtOnce() {
        post.plug(post.echo());
        List<String> ids = List.of(
                post.post(notice("a", "一", "n-1")),
                post.post(notice("b", "二", "n-2")),
                post.post(notice("c", "三", "n-3")));
        until("all are accepted", () -> ids.stream().allMatch(id -> post.state(id) == State.ACCEPTED));
        pass(DAYS);

        assertThat(ring()).isEqualTo(new Alarm.After.Again(clock.instant().plusSeconds(1)));
        assertThat(ids.stream().filter(this::isGone)).hasSize(2);
        assertThat(ring()).isInstanceOfSatisfying(Alarm.After.Again.class, again -> assertThat(again.at())
                .isEqualTo(Instant.parse("2026-12-29T19:20:00Z")));
        assertThat(ids).allMatch(this::isGone);
    }

    @Test
    void aSettingThatIsNoneIsTheUsualOne() {
        assertThat(Clearance.kept(" P7D ")).isEqualTo(Duration.ofDays(7));
        assertThat(List.of("", "30", "P0D", "-P1D", "PT1H", "P999999999D"))
                .allSatisfy(text -> assertThat(Clearance.kept(text)).isEqualTo(DAYS));
    }

    private void pass(Duration time) {
        clock.leap(time);
        post.pass(time);
    }

    private Alarm.After ring() {
        SetAlarms alarms = new SetAlarms();
        Clearance clearance = new Clearance(words, alarms, clock, DAYS, 2);
        Instant due = alarms.at.orElseThrow();
        assertThat(due).isBetween(clock.instant(), clock.instant().plus(Duration.ofDays(1)));
        return post.shelf
                .transactions()
                .write(connection ->
                        clearance.ring(connection, new Alarm.Ring(Clearance.KEY, clock.instant(), clock.instant())));
    }

    private void forget(Connection connection, MessageId message) throws SQLException {
        new ForgettingReader(words, clock)
                .read(List.of(new Entry.Forgotten(9, 1, Entry.Liveness.LIVE, message, "c-1")), connection);
    }

    private static MessageId message(String text) {
        return MessageId.of(new MessageKey("echo", "tenant", text));
    }

    private int quotes() {
        return post.shelf.transactions().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM outbox_quote");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    private boolean isGone(String id) {
        boolean gone = post.row(id).goneAt().isPresent();
        assertThat(stored(id).get("body").equals(0)).isEqualTo(gone);
        return gone;
    }

    private int owed() {
        return post.shelf.owed().size();
    }

    private LetterJson shown(String id) {
        return LetterJson.of(post.row(id), post.dispatcher.outlook(post.row(id)), true, Called.NOTHING, false);
    }

    private static Map<String, Object> besidesWords(Map<String, Object> row) {
        Map<String, Object> rest = new TreeMap<>(row);
        rest.keySet().removeAll(WORDS);
        return rest;
    }

    /** All that the table has of it; of bytes, how many. */
    private Map<String, Object> stored(String id) {
        return post.shelf.transactions().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM outbox_letter WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    Map<String, Object> columns = new TreeMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        String name = row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
                        boolean bytes = name.equals("body") || name.equals("body_wrapped");
                        Object value = bytes ? (Object) row.getBytes(i).length : row.getObject(i);
                        columns.put(name, value == null ? "" : value);
                    }
                    return columns;
                }
            }
        });
    }

    private static Letter notice(String room, String text, String key) {
        return Letter.notice(new To.Room("echo", "front", room), new Writing.Text(text), "attention", false, key);
    }

    /** One that is of use for years. */
    private static Letter longLived(String account, String text, String key) {
        return new Letter(
                new To.Room("echo", account, key),
                new Writing.Text(text),
                "attention",
                false,
                false,
                Optional.of(key),
                Optional.empty(),
                Optional.of(Post.START.plus(Duration.ofDays(3650))));
    }

    /** Remembers what it was set to. */
    private static final class SetAlarms implements Alarms {
        private Optional<Instant> at = Optional.empty();

        @Override
        public void set(Connection transaction, String alarm, String key, Instant moment) {
            at = Optional.of(moment);
        }

        @Override
        public void cancel(Connection transaction, String alarm, String key) {
            at = Optional.empty();
        }

        @Override
        public Optional<Instant> due(Connection transaction, String alarm, String key) {
            return at;
        }
    }
}
