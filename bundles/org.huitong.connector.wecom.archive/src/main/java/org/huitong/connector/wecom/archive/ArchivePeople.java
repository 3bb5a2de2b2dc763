// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Sender;
import org.huitong.kit.parse.Json;

/** Who speaks, to whom and where. Pure. */
final class ArchivePeople {
    /** Customers have long ids made by the platform, {@code wm} of WeChat users and {@code wo} of others; robots {@code wb}. */
    private static final Pattern CUSTOMER = Pattern.compile("w[mo][A-Za-z0-9_-]{18,}");

    private static final Pattern ROBOT = Pattern.compile("wb[A-Za-z0-9_-]{18,}");

    private ArchivePeople() {}

    /** The platform itself where nobody is named. */
    static Sender sender(Json record) {
        return said(record, "from")
                .or(() -> said(record, "user"))
                .map(ArchivePeople::party)
                .orElse(Sender.SYSTEM);
    }

    private static Sender party(String id) {
        if (isCustomer(id)) {
            return Sender.customer(id, null);
        }
        return ROBOT.matcher(id).matches() ? Sender.robot(id, null) : Sender.person(id);
    }

    static boolean isCustomer(String id) {
        return CUSTOMER.matcher(id).matches();
    }

    static Conversation room(Json record, String platform, String tenant) {
        Optional<String> room = said(record, "roomid");
        if (room.isPresent()) {
            return Conversation.of(room.get(), Conversation.Kind.GROUP);
        }
        // The archive gives two people who talk no room: it is named by both, whoever speaks.
        List<String> both = Stream.concat(said(record, "from").stream(), others(record))
                .sorted()
                .distinct()
                .toList();
        return both.size() == 2
                ? Conversation.of("chat:" + both.get(0) + ":" + both.get(1), Conversation.Kind.DIRECT)
                : both.size() > 2
                        ? Conversation.of(
                                "chat:" + String.join(":", both.subList(0, 2)) + ":…", Conversation.Kind.GROUP)
                        : Conversation.ofEvents(platform, tenant);
    }

    /** Of a room of two the other one; who else is in a group the room itself tells. */
    static List<Addressee> addressees(Json record, Conversation room) {
        return room.kind() == Conversation.Kind.DIRECT
                ? others(record).map(Addressee::of).toList()
                : List.of();
    }

    private static Stream<String> others(Json record) {
        return record.at("tolist").items().stream()
                .flatMap(one -> one.text().stream())
                .map(String::strip)
                .filter(id -> !id.isEmpty());
    }

    static Optional<String> said(Json json, String name) {
        return json.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
