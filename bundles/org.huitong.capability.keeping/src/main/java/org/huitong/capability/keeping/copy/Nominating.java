// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** Which messages somebody nominates: of those that they may read, by the right to nominate, and no others. */
final class Nominating {
    static final int MOST = 2_000;
    private static final Act NOMINATE = Act.of(Permissions.NOMINATE);
    private static final int PAGE = 200;

    private final MessageDoor door;
    private final DecisionPoint decisions;

    Nominating(MessageDoor door, DecisionPoint decisions) {
        this.door = door;
        this.decisions = decisions;
    }

    /** @throws Problem 404 where one of them may not be read or nominated: which it is, is not told */
    List<MessageId> named(Asker asker, List<MessageId> messages) {
        Filter may = scope(asker);
        for (MessageId id : messages) {
            door.find(asker, id)
                    .filter(view -> may.admits(view.facts()) && !isQuarantined(view))
                    .orElseThrow(() -> Problem.notFound(LocalText.of("这条消息", "message")));
        }
        return messages.stream().distinct().toList();
    }

    /** All that fit. */
    List<MessageId> fitting(Asker asker, Filter filter) {
        Set<MessageId> found = new LinkedHashSet<>();
        Filter asked = filter.and(scope(asker));
        Optional<String> next = Optional.of("0");
        while (next.isPresent()) {
            Listing page = page(asker, asked, Long.parseLong(next.get()));
            for (MessageView view : page.items()) {
                if (!isQuarantined(view)) {
                    found.add(view.id());
                }
            }
            if (found.size() > MOST) {
                throw new Problem(
                        400,
                        "too-many",
                        LocalText.of(
                                "一次最多提名 " + MOST + " 条消息，请缩小范围。",
                                "No more than " + MOST + " messages are nominated at once: ask for fewer."));
            }
            next = page.next();
        }
        return new ArrayList<>(found);
    }

    private Filter scope(Asker asker) {
        if (decisions.scope(asker, NOMINATE) instanceof Scope.Within within) {
            return within.filter();
        }
        throw Problem.lacks(Permissions.NOMINATE);
    }

    private Listing page(Asker asker, Filter filter, long after) {
        Reading<Listing> reading = door.list(asker, new MessageQuery(filter, new Order.Oldest(after), PAGE));
        if (reading instanceof Reading.Granted<Listing> granted) {
            if (granted.value().complete()) {
                return granted.value();
            }
            throw new Problem(
                    503,
                    "search-behind",
                    LocalText.of("搜索还没有读完全部消息，请稍后再试。", "Search has not read all messages yet; try again later."));
        }
        throw Problem.forbidden(((Reading.Denied<Listing>) reading).reason());
    }

    private static boolean isQuarantined(MessageView view) {
        return view.message()
                .content()
                .unavailable()
                .filter(why -> why.reason() == Unavailable.Reason.QUARANTINED)
                .isPresent();
    }
}
