// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.capability.people.account.Seen.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes which accounts speak, so that those of nobody are found, and the first tenant of a platform is known. */
@Component
@ReaderName(reader = "people", reader_start = ReaderName.Start.BEGINNING)
public final class AccountReader implements Reader {
    private final SeenAccounts seen;
    private final AccountDesk desk;

    @Activate
    public AccountReader(@Reference SeenAccounts seen, @Reference AccountDesk desk) {
        this.seen = seen;
        this.desk = desk;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        Map<Place, Seen> spoke = new LinkedHashMap<>();
        Map<Place, Long> first = new LinkedHashMap<>();
        Set<Place> tenants = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said && isColleague(said.message().sender())) {
                Seen one = of(said.message());
                spoke.merge(one.place(), one, AccountReader::together);
                first.putIfAbsent(one.place(), said.seq());
                tenants.add(new Place(one.place().platform(), one.place().tenant(), ""));
            }
        }
        for (Seen one : spoke.values()) {
            seen.note(transaction, one, first.get(one.place()));
        }
        // A transaction of its own, and nothing to undo: that the tenant was seen is true whatever becomes of this one.
        tenants.forEach(tenant -> desk.settle(tenant.platform(), tenant.tenant()));
    }

    private static boolean isColleague(Sender sender) {
        return sender.kind() == Sender.Kind.PERSON && !sender.id().isBlank();
    }

    private static Seen of(Message message) {
        Sender sender = message.sender();
        List<String> others =
                sender.ids().stream().filter(id -> !id.equals(sender.id())).toList();
        return new Seen(
                new Place(message.key().platform(), message.key().tenant(), sender.id()),
                others,
                message.sentAt(),
                message.sentAt(),
                sender.name(),
                false);
    }

    private static Seen together(Seen one, Seen later) {
        Set<String> others = new HashSet<>(one.others());
        others.addAll(later.others());
        return new Seen(
                one.place(),
                others.stream().sorted().toList(),
                one.firstAt(),
                later.lastAt().isAfter(one.lastAt()) ? later.lastAt() : one.lastAt(),
                later.name().or(one::name),
                false);
    }
}
