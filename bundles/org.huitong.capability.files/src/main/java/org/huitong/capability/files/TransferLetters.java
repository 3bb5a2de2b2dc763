// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;

/**
 * What tells people of a file. Where its tier lets it leave, it goes along; else they take it from the hub. Both go with the
 * message that they are of.
 *
 * @param address under which people open the hub; empty where it is not known
 */
record TransferLetters(Outbox outbox, String address) {
    static final String SUBJECT = "files";
    private static final String FILE = ":file";

    /** @return the id of the letter that tells of it, or brings it */
    String tell(Connection transaction, Transfer transfer, int number, boolean leaves, String sender)
            throws SQLException {
        Recipient to = transfer.recipients().get(number);
        String key = key(transfer, number);
        if (to instanceof Recipient.Room room) {
            return outbox.post(
                    transaction,
                    letter(
                            transfer,
                            new To.Room(room.platform(), room.account(), room.conversation()),
                            file(transfer),
                            transfer.account(),
                            true,
                            key));
        }
        To person = new To.Person(((Recipient.Somebody) to).person());
        String letter =
                outbox.post(transaction, letter(transfer, person, notice(transfer, sender), SUBJECT, false, key));
        if (leaves) {
            outbox.post(transaction, letter(transfer, person, file(transfer), SUBJECT, false, key + FILE));
        }
        return letter;
    }

    /** What waits yet of those that told of it is not sent any more. */
    static void recall(Connection transaction, Outbox outbox, Transfer transfer, LocalText why) throws SQLException {
        for (int number = 0; number < transfer.to().size(); number++) {
            recallFile(transaction, outbox, transfer, number, why);
            outbox.recall(transaction, SUBJECT, key(transfer, number), why);
        }
    }

    /** What waits yet of the file itself is not sent any more; people are told of it all the same. */
    static void recallFile(Connection transaction, Outbox outbox, Transfer transfer, LocalText why)
            throws SQLException {
        for (int number = 0; number < transfer.to().size(); number++) {
            recallFile(transaction, outbox, transfer, number, why);
        }
    }

    private static void recallFile(Connection transaction, Outbox outbox, Transfer transfer, int number, LocalText why)
            throws SQLException {
        String key = key(transfer, number);
        if (transfer.recipients().get(number) instanceof Recipient.Room) {
            outbox.recall(transaction, transfer.account(), key, why);
        } else {
            outbox.recall(transaction, SUBJECT, key + FILE, why);
        }
    }

    private static String key(Transfer transfer, int number) {
        return transfer.id() + ":" + number;
    }

    private static Writing file(Transfer transfer) {
        return transfer.file().asWriting();
    }

    private static Letter letter(Transfer transfer, To to, Writing writing, String by, boolean spoken, String key) {
        Set<MessageId> quoted = transfer.file().message().map(Set::of).orElse(Set.of());
        return new Letter(to, writing, by, spoken, false, Optional.of(key), Optional.empty(), Optional.empty(), quoted);
    }

    private Writing notice(Transfer transfer, String sender) {
        Transfer.Words words = transfer.words().orElseThrow();
        List<String> lines = List.of(
                "【文件传送】" + sender + " 给您传来文件：" + words.name(),
                words.note().isBlank() ? "" : "说明：" + words.note(),
                "密级：" + transfer.file().secrecy().label().zh() + "。请在汇通“文件传送”页面查看和下载，下载有记录。",
                address.isBlank() ? "" : address + "/#/files?id=" + transfer.id());
        return new Writing.Text(
                String.join("\n", lines.stream().filter(line -> !line.isEmpty()).toList()));
    }
}
