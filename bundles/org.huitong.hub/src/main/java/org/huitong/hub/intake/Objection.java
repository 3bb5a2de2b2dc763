// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountName;

/**
 * Why a sighting does not go to the log: it is not its connector's to tell, or the log has no room for one of its names.
 * What is objected to here becomes a dead letter of its own, and what came with it is stored.
 */
final class Objection {
    /** As the log's columns have it. */
    static final int LONGEST_ID = 255;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Objection() {}

    static Optional<LocalText> to(Sighting sighting, AccountName bringer, String delivery) {
        String account = sighting instanceof Sighting.Said said
                ? said.message().account()
                : ((Sighting.Recalled) sighting).account();
        AccountName named = new AccountName(sighting.key().platform(), account);
        return named.equals(bringer)
                ? id("推送编号", "id of its delivery", delivery)
                        .or(() -> id("企业编号", "id of its tenant", sighting.key().tenant()))
                        .or(() -> sighting instanceof Sighting.Said said ? to(said) : to((Sighting.Recalled) sighting))
                : Optional.of(foreign(bringer, named));
    }

    private static Optional<LocalText> to(Sighting.Said said) {
        Message message = said.message();
        return room(message.conversation())
                .or(() -> sender(message.sender()))
                .or(() -> time(message.sentAt()))
                .or(() -> time(said.revision().at()));
    }

    private static Optional<LocalText> to(Sighting.Recalled recall) {
        return room(recall.conversation())
                .or(() -> recall.by().flatMap(Objection::sender))
                .or(() -> time(recall.at()));
    }

    private static LocalText foreign(AccountName bringer, AccountName named) {
        String other = shown(named.platform()) + "~" + shown(named.account());
        return LocalText.of(
                bringer + " 的连接器交来的这一条署名为 " + other + "；连接器只能交来自己账号收到的内容，请联系它的开发者。",
                "The connector of " + bringer + " brought this as if it had come by " + other
                        + ". A connector may only bring what its own account received: tell its developer.");
    }

    private static Optional<LocalText> room(Conversation room) {
        return id("会话编号", "id of its conversation", room.id());
    }

    private static Optional<LocalText> sender(Sender sender) {
        if (sender.isOurs()) {
            return Optional.of(LocalText.of(
                    "发送人编号以 huitong: 开头，那是从汇通写出的消息，连接器不能代交。",
                    "Its sender is named as one of our own people, who write from the hub: no connector brings that."));
        }
        return id("发送人编号", "id of its sender", sender.id());
    }

    private static Optional<LocalText> id(String zh, String en, String id) {
        if (id.length() > LONGEST_ID) {
            return Optional.of(LocalText.of(
                    zh + "有 " + id.length() + " 个字符，最多 " + LONGEST_ID + " 个。",
                    "The " + en + " has " + id.length() + " characters; " + LONGEST_ID + " are the most."));
        }
        return id.indexOf('\u0000') < 0
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        zh + "含有字符 U+0000，数据库无法保存。",
                        "The " + en + " holds the character U+0000, which databases do not keep."));
    }

    private static Optional<LocalText> time(Instant at) {
        return at.isBefore(FIRST) || at.isAfter(LAST)
                ? Optional.of(
                        LocalText.of("其中的时间不在公元 1 年至 9999 年之间。", "A time in it is not within the years 1 to 9999."))
                : Optional.empty();
    }

    /** It stands where a word of a configuration belongs, but a connector that is wrong may have put anything there. */
    private static String shown(String name) {
        String plain = name.replaceAll("[^\\p{Alnum}._-]", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }
}
