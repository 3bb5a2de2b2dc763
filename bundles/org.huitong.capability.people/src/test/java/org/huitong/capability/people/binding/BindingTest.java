// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Company;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.reader.Entry;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.account.AccountDesk;
import org.huitong.capability.people.account.ListedAccounts;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people, p1 with the login {@code me} and the account {@code wang}, and p2 with none. */
class BindingTest {
    private final Vault vault = new OneKeyVault();
    private final DerbyStore store = new DerbyStore().migrate("people");
    private final TestClock clock = new TestClock();
    private final HeardOutbox outbox = new HeardOutbox();
    private final HeardAudit audit = new HeardAudit();
    private final BindingShelf shelf = new BindingShelf(store);
    private RosterKeeper keeper;
    private BindingReader reader;
    private long seq;

    @BeforeEach
    void begin() {
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault),
                clock,
                new HeardLocksmith().departures(clock),
                account -> account.equals("me") ? Optional.of("p1") : Optional.empty());
        AccountDesk desk = new AccountDesk(keeper, new SeenAccounts(store, vault), new ListedAccounts(store, vault));
        reader = new BindingReader(shelf, desk, keeper, outbox, audit, clock);
        keeper.change(new Origin("test", "edit", "begin"), draft -> {
            draft.put(new Company("c1", "华东", Optional.empty(), Optional.empty(), List.of()));
            draft.put(person(
                    "p1", "王建国", List.of(new PlatformAccount("wecom", "t1", List.of("wang"), Optional.empty()))));
            draft.put(person("p2", "李娜", List.of()));
        });
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static Person person(String id, String name, List<PlatformAccount> accounts) {
        return new Person(
                id,
                id,
                name,
                "c1",
                List.of(Membership.since("d1", LocalDate.parse("2020-01-01"))),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                accounts,
                Optional.empty(),
                Person.State.ACTIVE);
    }

    @Test
    void anAccountIsWhoseCodeItShows() {
        BindingCode code = code("p1", "me");
        say("绑定 " + code.value().toLowerCase(Locale.ROOT), "u7", true);
        assertThat(keeper.roster().holder("feishu", "t2", "u7").orElseThrow().id())
                .isEqualTo("p1");
        assertThat(keeper.roster().holder("feishu", "t2", "on_u7").orElseThrow().id())
                .isEqualTo("p1");
        assertThat(answer()).startsWith("已绑定：这个账号是 王建国 的。");
        assertThat(outbox.letters().get(0).to()).isEqualTo(new To.User("feishu", "main", "u7"));
        assertThat(audit.lines()).containsExactly("me people.bind person:p1 done");
    }

    @Test
    void aCodeWorksOnceAndForTenMinutes() {
        BindingCode used = code("p1", "me");
        say("绑定 " + used.value(), "u7", true);
        say("绑定 " + used.value(), "u8", true);
        assertThat(answer()).startsWith("验证码无效或已过期");
        BindingCode late = code("p2", "li");
        clock.leap(Duration.ofMinutes(10));
        say("绑定 " + late.value(), "u8", true);
        assertThat(answer()).startsWith("验证码无效或已过期");
        BindingCode before = code("p2", "li");
        BindingCode after = code("p2", "li");
        say("绑定 " + before.value(), "u8", true);
        assertThat(keeper.roster().holder("feishu", "t2", "u8")).isEmpty();
        say("绑定 " + after.value(), "u8", true);
        assertThat(keeper.roster().holder("feishu", "t2", "u8")).isPresent();
    }

    @Test
    void nobodysAccountIsTakenFromThem() {
        BindingCode code = code("p2", "li");
        Message message = message("绑定 " + code.value(), Sender.person("wang"), true, "wecom", "t1");
        read(message, Entry.Liveness.LIVE);
        assertThat(keeper.roster().holder("wecom", "t1", "wang").orElseThrow().id())
                .isEqualTo("p1");
        assertThat(answer()).startsWith("没有绑定：这个账号已属于“王建国”");
        assertThat(audit.lines()).containsExactly("li people.bind person:p2 refused");
    }

    @Test
    void aCodeThatAGroupHasReadIsUsedUp() {
        BindingCode code = code("p2", "li");
        say("绑定 " + code.value(), "u7", false);
        assertThat(answer()).contains("请不要在群里发送验证码");
        assertThat(audit.lines()).containsExactly("li people.bind person:p2 refused");
        say("绑定 " + code.value(), "u8", true);
        assertThat(answer()).startsWith("验证码无效或已过期");
        assertThat(keeper.roster().holder("feishu", "t2", "u8")).isEmpty();
    }

    /** Two colleagues talk, and WeCom's archive passes it on. */
    @Test
    void aCodeThatIsSentToAColleagueBindsNothing() {
        BindingCode code = code("p2", "li");
        Message message = message("绑定 " + code.value(), Sender.person("zhao"), true, "wecom", "t1");
        String record = "{\"msgid\":\"1\",\"from\":\"zhao\",\"tolist\":[\"wang\"]}";
        read(message.saying(message.content(), record), Entry.Liveness.LIVE);
        assertThat(keeper.roster().holder("wecom", "t1", "zhao")).isEmpty();
        assertThat(outbox.letters()).isEmpty();
    }

    @Test
    void aLateCodeAndOneOfAStrangerDoNothing() {
        BindingCode code = code("p2", "li");
        read(message("绑定 " + code.value(), Sender.person("u7"), true, "feishu", "t2"), Entry.Liveness.LATE);
        read(message("绑定 " + code.value(), Sender.customer("u7", null), true, "feishu", "t2"), Entry.Liveness.LIVE);
        // Whoever writes a mail in a colleague's name would have all of that colleague's mails for their own.
        read(message("绑定 " + code.value(), Sender.person("u7"), true, "mail", "t2"), Entry.Liveness.LIVE);
        assertThat(keeper.roster().holder("mail", "t2", "u7")).isEmpty();
        say("请把绑定 " + code.value() + " 发给我", "u7", true);
        assertThat(keeper.roster().holder("feishu", "t2", "u7")).isEmpty();
        assertThat(outbox.letters()).isEmpty();
    }

    @Test
    void whoGuessesHearsNothingMore() {
        for (int i = 0; i < 8; i++) {
            say("绑定 ABCDEFG" + (i + 2), "u7", true);
        }
        assertThat(outbox.letters()).hasSize(5);
        assertThat(audit.lines()).containsExactly("-nobody people.bind account:feishu:t2:u7 refused");
        BindingCode code = code("p2", "li");
        say("绑定 " + code.value(), "u7", true);
        assertThat(keeper.roster().holder("feishu", "t2", "u7")).isEmpty();
        clock.leap(Duration.ofMinutes(11));
        say("绑定 " + code("p2", "li").value(), "u7", true);
        assertThat(keeper.roster().holder("feishu", "t2", "u7")).isPresent();
    }

    @Test
    void sixCodesAnHourAreEnough() {
        for (int i = 0; i < 6; i++) {
            code("p1", "me");
        }
        assertThat(keep("p1", "me", BindingCode.made(new SecureRandom()))).isFalse();
        clock.leap(Duration.ofHours(1));
        assertThat(keep("p1", "me", BindingCode.made(new SecureRandom()))).isTrue();
    }

    @Test
    void sixAreEnoughAlsoAtOnce() {
        ExecutorService atOnce = Executors.newFixedThreadPool(10);
        try {
            List<CompletableFuture<Boolean>> asked = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> keep("p1", "me", BindingCode.made(new SecureRandom())), atOnce))
                    .limit(20)
                    .toList();
            assertThat(asked.stream().filter(CompletableFuture::join)).hasSize(6);
        } finally {
            atOnce.shutdownNow();
        }
    }

    @Test
    void isShownNowhere() {
        BindingCode code = new BindingCode("K7MXQ2PA");
        assertThat(code.toString()).doesNotContain("K7MXQ2PA");
        assertThat(code.hash()).hasSize(64).doesNotContain("K7MXQ2PA");
    }

    private BindingCode code(String person, String by) {
        BindingCode code = BindingCode.made(new SecureRandom());
        assertThat(keep(person, by, code)).isTrue();
        return code;
    }

    private boolean keep(String person, String by, BindingCode code) {
        return shelf.keep(person, code, by, clock.instant(), clock.instant().plus(Duration.ofMinutes(10)));
    }

    private void say(String text, String sender, boolean direct) {
        read(message(text, Sender.person(sender).alias("on_" + sender), direct, "feishu", "t2"), Entry.Liveness.LIVE);
    }

    private Message message(String text, Sender sender, boolean direct, String platform, String tenant) {
        Conversation room = direct
                ? Conversation.of("direct", Conversation.Kind.DIRECT)
                : Conversation.of("group", Conversation.Kind.GROUP);
        Instant now = clock.instant();
        return new Message(
                new MessageKey(platform, tenant, "m" + ++seq),
                "main",
                room,
                sender,
                Content.text(text),
                now,
                now.toEpochMilli(),
                "{}");
    }

    private void read(Message message, Entry.Liveness liveness) {
        Entry entry = new Entry.Said(seq, seq, liveness, message, 1, false, message.sentAt(), List.of(), Set.of());
        store.write(connection -> {
            reader.read(List.of(entry), connection);
            return null;
        });
    }

    private String answer() {
        List<Letter> letters = outbox.letters();
        return ((Writing.Text) letters.get(letters.size() - 1).writing()).text();
    }
}
