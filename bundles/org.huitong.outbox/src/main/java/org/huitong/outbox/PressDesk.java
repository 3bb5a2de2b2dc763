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
 * again.
 */
@Component(service = PressDesk.class)
public final class PressDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PressDesk.class);
    private static final String SUBJECT = SettledCards.SUBJECT;

    /** A card that is changed before its platform has its answer may be set back: open.feishu.cn, "延时更新消息卡片". */
    private static final Duration AFTER_THE_ANSWER = Duration.ofSeconds(1);

    private static final String UNKNOWN = "汇通还不知道这个账号是谁的，没有办理。请登录汇通，在页面“我的聊天账号”取得一个验证码，再单独发给我。";
    private static final String NOT_YOURS = "这张卡片不是发给您的，没有办理。";

    private final LetterShelf shelf;
    private final CardOwners owners;
    private final Addresses addresses;
    private final Clock clock;

    @Activate
    public PressDesk(
            @Reference LetterShelf shelf,
            @Reference CardOwners owners,
            @Reference Addresses addresses,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.owners = owners;
        this.addresses = addresses;
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
        if (!theirs) {
            tell(transaction, message, row, person.isEmpty() ? UNKNOWN : NOT_YOURS);
        } else if (!known) {
            LOG.warn("A press names no button of its card and does nothing letter={}", row.id());
        } else {
            Optional<ShelfRow> settled = shelf.keyed(transaction, SUBJECT, SettledCards.key(row));
            Press press = new Press(
                    row.id(), card.about(), choice, person.get(), message.key().platform(), clock.instant());
            if (settled.isEmpty()) {
                show(transaction, message, row, card, settle(transaction, row, press), press);
            } else if (settled.get().sheet().isReadable()) {
                Writing result = settled.get().sheet().writing();
                change(
                        transaction,
                        message,
                        row,
                        result,
                        "again:" + message.id().value());
            }
        }
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

    private void show(
            Connection transaction, Message message, ShelfRow row, Writing.Card card, Settled settled, Press press)
            throws SQLException {
        if (settled instanceof Settled.Still still) {
            Writing.Card same = SettledCards.with(card, new Writing.Fact("未办理", still.reason()), card.buttons());
            change(transaction, message, row, same, "still:" + message.id().value());
            return;
        }
        Writing.Fact result = settled instanceof Settled.Done done
                ? SettledCards.result(name(message, press) + " " + done.words(), press.at(), clock.zone())
                : new Writing.Fact("未办理", ((Settled.Over) settled).reason());
        // Whoever did it may have settled all cards about it, this one among them: of its own press it says more.
        shelf.unpost(transaction, SUBJECT, SettledCards.key(row));
        change(transaction, message, row, SettledCards.with(card, result, List.of()), SettledCards.key(row));
    }

    private String name(Message message, Press press) {
        return addresses.name(press.person()).or(() -> message.sender().name()).orElse("");
    }

    private void change(Connection transaction, Message message, ShelfRow row, Writing card, String once)
            throws SQLException {
        Outgoing.Replaced old = new Outgoing.Replaced(SettledCards.piece(row), row.nativeId(), message.payload());
        post(transaction, message, card, once, Optional.of(old), Quotes.of(transaction, row.id()));
    }

    /** Once for each card and presser: nobody makes the hub talk without end. */
    private void tell(Connection transaction, Message message, ShelfRow row, String words) throws SQLException {
        String key = "stranger:" + row.id() + ":"
                + Integer.toHexString(message.sender().id().hashCode());
        post(transaction, message, new Writing.Text(words), key, Optional.empty(), Set.of());
    }

    private void post(
            Connection transaction,
            Message message,
            Writing writing,
            String key,
            Optional<Outgoing.Replaced> replaces,
            Set<MessageId> quotes)
            throws SQLException {
        To to = new To.User(
                message.key().platform(), message.account(), message.sender().id());
        Letter letter = Letter.notice(to, writing, SUBJECT, true, key).quoting(quotes);
        Sheet sheet = new Sheet(to, writing, SUBJECT, Optional.empty(), Optional.empty(), replaces);
        Instant now = clock.instant();
        shelf.put(transaction, letter, sheet, now, now.plus(AFTER_THE_ANSWER), now.plus(LetterBox.USEFUL));
    }
}
