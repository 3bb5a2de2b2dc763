// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.message.Action;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.CardOwner;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.stage.Mark;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is pressed on a card goes to whoever posted it, and what came of it goes onto the card.
 *
 * <p>Why a press counts at most once, and only of whom it was sent to: a platform lets nobody else speak through the door
 * by which it came (signature, or a connection that we opened); the letter is looked up by the name that we or the platform
 * gave it and must have gone to the person who presses; its choice must stand on a button of the letter as we keep it. The
 * card as it is afterwards is a letter whose key is made from the pressed one's: it is written in the transaction in which
 * the press is done, so a second press, a repeated push of the first, or one behind a crash finds it there and shows it
 * again. Where whoever does it is not there yet, as at a start of the hub, a press waits for some minutes.
 */
@Component(service = PressDesk.class)
public final class PressDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PressDesk.class);
    private static final String SUBJECT = SettledCards.SUBJECT;

    /** A card that is changed before its platform has its answer may be set back: open.feishu.cn, "延时更新消息卡片". */
    private static final Duration AFTER_THE_ANSWER = Duration.ofSeconds(1);

    static final String WAITING = "outbox.presses";
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private static final String UNKNOWN = "汇通还不知道这个账号是谁的，没有办理。请登录汇通，在页面“我的聊天账号”取得一个验证码，再单独发给我。";
    private static final String NOT_YOURS = "这张卡片不是发给您的，没有办理。";

    private final LetterShelf shelf;
    private final CardOwners owners;
    private final Addresses addresses;
    private final WaitingPresses waiting;
    private final Alarms alarms;
    private final Clock clock;

    @Activate
    public PressDesk(
            @Reference LetterShelf shelf,
            @Reference CardOwners owners,
            @Reference Addresses addresses,
            @Reference Vault vault,
            @Reference Alarms alarms,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.owners = owners;
        this.addresses = addresses;
        this.waiting = new WaitingPresses(vault);
        this.alarms = alarms;
        this.clock = clock;
    }

    /** @param marks what is true of the message: who speaks among it */
    void take(Connection transaction, Message message, Set<Mark> marks) throws SQLException {
        Optional<Action> action = message.content().action();
        Optional<String> told = action.flatMap(Action::letter);
        if (told.isEmpty()
                || message.sender().kind() != Sender.Kind.PERSON
                || message.sender().isOurs()) {
            return;
        }
        AccountName account = new AccountName(message.key().platform(), message.account());
        // What others have posted, or was let go, nobody here does anything about.
        Optional<ShelfRow> pressed = shelf.named(transaction, account, told.get())
                .filter(row -> !row.spoken() && row.sheet().writing() instanceof Writing.Card card && card.comesBack());
        if (pressed.isPresent()) {
            take(transaction, message, marks, pressed.get(), action.get().choice());
        }
    }

    private void take(Connection transaction, Message message, Set<Mark> marks, ShelfRow row, String choice)
            throws SQLException {
        Writing.Card card = (Writing.Card) row.sheet().writing();
        Optional<String> person = marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.PERSON)
                .map(Mark::value)
                .findFirst();
        boolean theirs = row.sheet().to() instanceof To.Person to
                && person.filter(to.person()::equals).isPresent();
        boolean known = card.buttons().stream()
                .anyMatch(b -> b.link().isEmpty() && b.choice().equals(choice));
        Pressed press = Pressed.of(message, row.id(), person.orElse(""), choice, clock.instant());
        if (!theirs) {
            tell(transaction, press, person.isEmpty() ? UNKNOWN : NOT_YOURS);
        } else if (!known) {
            LOG.warn("A press names no button of its card and does nothing letter={}", row.id());
        } else if (owners.awaits(row.by()) || waiting.any(transaction, row.id())) {
            waiting.add(transaction, press);
            alarms.set(transaction, WAITING, row.id(), clock.instant().plus(LOOK_AGAIN));
        } else {
            act(transaction, press, row, card);
        }
    }

    /** @return whether nothing waits any more for somebody to do what was pressed on this letter's card */
    boolean attend(Connection transaction, String letter) throws SQLException {
        Optional<WaitingPresses.Waiting> next = waiting.first(transaction, letter);
        while (next.isPresent()) {
            Pressed press = next.get().press();
            // The letter may have been let go meanwhile.
            Optional<ShelfRow> row = shelf.named(transaction, press.account(), letter + "-1");
            if (row.isPresent() && row.get().sheet().writing() instanceof Writing.Card card) {
                if (owners.awaits(row.get().by())) {
                    return false;
                }
                act(transaction, press, row.get(), card);
            }
            waiting.drop(transaction, next.get());
            next = waiting.first(transaction, letter);
        }
        return true;
    }

    private void act(Connection transaction, Pressed pressed, ShelfRow row, Writing.Card card) throws SQLException {
        Optional<ShelfRow> settled = shelf.keyed(transaction, SUBJECT, SettledCards.key(row));
        if (settled.isEmpty()) {
            Press press = new Press(
                    row.id(),
                    card.about(),
                    pressed.choice(),
                    pressed.person(),
                    pressed.to().platform(),
                    pressed.at());
            show(transaction, pressed, row, card, settle(transaction, row, press));
        } else if (settled.get().state() != State.WAITING
                && settled.get().sheet().isReadable()) {
            again(transaction, pressed, row, settled.get().sheet().writing(), "again:" + row.id());
        }
    }

    /** However often it is pressed: what waits to be shown is shown, and once. */
    private void again(Connection transaction, Pressed press, ShelfRow row, Writing card, String key)
            throws SQLException {
        Optional<ShelfRow> shown = shelf.keyed(transaction, SUBJECT, key);
        if (shown.isPresent()
                && shown.get().state() == State.WAITING
                && shown.get().sheet().writing().equals(card)) {
            return;
        }
        shelf.unpost(transaction, SUBJECT, key);
        shelf.free(transaction, SUBJECT, key);
        change(transaction, press, row, card, key);
    }

    private Settled settle(Connection transaction, ShelfRow row, Press press) throws SQLException {
        Optional<CardOwner> owner = owners.of(row.by());
        if (owner.isEmpty()) {
            return new Settled.Still("办理此事的模块不在，请稍后再点");
        }
        Savepoint before = transaction.setSavepoint();
        try {
            return owner.get().pressed(transaction, press);
        } catch (Problem refused) {
            transaction.rollback(before);
            return new Settled.Over(refused.detail().zh());
        }
    }

    private void show(Connection transaction, Pressed press, ShelfRow row, Writing.Card card, Settled settled)
            throws SQLException {
        if (settled instanceof Settled.Still still) {
            Writing.Card same = SettledCards.with(card, new Writing.Fact("未办理", still.reason()), card.buttons());
            again(transaction, press, row, same, "still:" + row.id());
            return;
        }
        Writing.Fact result = settled instanceof Settled.Done done
                ? SettledCards.result(name(press) + " " + done.words(), press.at(), clock.zone())
                : new Writing.Fact("未办理", ((Settled.Over) settled).reason());
        // Whoever did it may have settled all cards about it, this one among them: of its own press it says more.
        shelf.unpost(transaction, SUBJECT, SettledCards.key(row));
        change(transaction, press, row, SettledCards.with(card, result, List.of()), SettledCards.key(row));
    }

    private String name(Pressed press) {
        return addresses.name(press.person()).or(press::shownName).orElse("");
    }

    private void change(Connection transaction, Pressed press, ShelfRow row, Writing card, String once)
            throws SQLException {
        Outgoing.Replaced old = new Outgoing.Replaced(SettledCards.piece(row), row.nativeId(), press.payload());
        post(transaction, press, card, once, Optional.of(old), Quotes.of(transaction, row.id()));
    }

    /** Once for each card and presser: nobody makes the hub talk without end. */
    private void tell(Connection transaction, Pressed press, String words) throws SQLException {
        String key = "stranger:" + press.letter() + ":"
                + Integer.toHexString(press.to().user().hashCode());
        post(transaction, press, new Writing.Text(words), key, Optional.empty(), Set.of());
    }

    private void post(
            Connection transaction,
            Pressed press,
            Writing writing,
            String key,
            Optional<Outgoing.Replaced> replaces,
            Set<MessageId> quotes)
            throws SQLException {
        Letter letter = Letter.notice(press.to(), writing, SUBJECT, true, key).quoting(quotes);
        Sheet sheet = new Sheet(press.to(), writing, SUBJECT, Optional.empty(), Optional.empty(), replaces);
        Instant now = clock.instant();
        shelf.put(transaction, letter, sheet, now, now.plus(AFTER_THE_ANSWER), now.plus(LetterBox.USEFUL));
    }
}
