// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.keeping.Claim;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Whoever says that messages are needed still. One that was there once is remembered: while it is away, being exchanged
 * perhaps, nobody knows what it would say.
 */
@Component(service = Claims.class)
public final class Claims {
    private static final String NAME = "huitong.claim";

    private final Transactions transactions;
    private final Map<String, Claim> present = new ConcurrentHashMap<>();

    @Activate
    public Claims(@Reference Transactions transactions, @Reference(target = "(schema=keeping)") Schema tables) {
        this.transactions = transactions;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "remove")
    void add(Claim claim, Map<String, Object> properties) {
        present.put(name(properties), claim);
    }

    void remove(Claim claim, Map<String, Object> properties) {
        present.remove(name(properties), claim);
    }

    private static String name(Map<String, Object> properties) {
        return String.valueOf(properties.get(NAME));
    }

    /** Remembers those that are here, and tells which are not. */
    Set<String> missing() {
        return transactions.write(connection -> {
            Set<String> known = known(connection);
            for (String name : present.keySet()) {
                if (!known.contains(name)) {
                    try (PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO keeping_claim (name) VALUES (?)")) {
                        insert.setString(1, name);
                        insert.executeUpdate();
                    }
                }
            }
            known.removeAll(present.keySet());
            return known;
        });
    }

    /** One that will not come back. */
    boolean dismiss(Connection transaction, String name) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM keeping_claim WHERE name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() > 0;
        }
    }

    private static Set<String> known(Connection connection) throws SQLException {
        Set<String> known = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM keeping_claim");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                known.add(row.getString(1));
            }
        }
        return known;
    }

    /**
     * That nobody needs any of these, said by everybody who ever said so.
     *
     * @throws Keeping.Refused where somebody does, or is away
     */
    void needNone(Connection transaction, Collection<MessageId> messages) throws SQLException {
        Map<String, Claim> here = Map.copyOf(present);
        Set<String> away = known(transaction);
        away.removeAll(here.keySet());
        if (!away.isEmpty()) {
            throw new Keeping.Refused(away(away));
        }
        if (!among(transaction, messages, here.values()).isEmpty()) {
            throw new Keeping.Refused(LocalText.of(
                    "其中有消息刚刚有了未完成的任务；什么都没有销毁。", "One of them is needed meanwhile; nothing was destroyed."));
        }
    }

    static LocalText away(Set<String> names) {
        String all = String.join("、", names);
        return LocalText.of(
                "以下功能曾声明需要保留消息，现在不在，因此没有销毁：" + all + "。",
                "Nothing was destroyed, since these once said that messages are needed, and are away: " + all + ".");
    }

    /** Those of the messages that somebody needs who is here; it is for looking, and not for destroying. */
    Set<MessageId> among(Connection transaction, Collection<MessageId> messages) throws SQLException {
        return among(transaction, messages, present.values());
    }

    private static Set<MessageId> among(
            Connection transaction, Collection<MessageId> messages, Collection<Claim> claims) throws SQLException {
        List<MessageId> all = new ArrayList<>(messages);
        Set<MessageId> needed = new HashSet<>();
        for (Claim claim : claims) {
            for (int from = 0; from < all.size(); from += Keeping.AT_ONCE) {
                needed.addAll(
                        claim.among(transaction, all.subList(from, Math.min(all.size(), from + Keeping.AT_ONCE))));
            }
        }
        return needed;
    }
}
