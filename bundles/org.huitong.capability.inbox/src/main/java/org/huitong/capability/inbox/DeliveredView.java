// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;

/** A view that comes with the product: what waits for somebody, of the last week. */
record DeliveredView(String id, LocalText title, ViewQuery query) {
    private static final DeliveredView UNSORTED = recent("unsorted", "待分类", "To be tagged", without("tag"));
    private static final DeliveredView UNASSIGNED = recent("unassigned", "待分配", "To be assigned", without("assigned"));
    private static final DeliveredView IMPORTANT =
            recent("important", "高优先级", "High priority", Map.of("priority", "high"));

    private static Map<String, String> without(String kind) {
        return Map.of("filter", "{\"not\":{\"has\":\"" + kind + "\"}}");
    }

    private static DeliveredView recent(String id, String zh, String en, Map<String, String> filter) {
        Map<String, String> parameters = new HashMap<>(filter);
        parameters.put("since", "7d");
        return new DeliveredView(id, LocalText.of(zh, en), new ViewQuery(parameters));
    }

    /** Those that are of use to somebody. */
    static List<DeliveredView> of(Asker asker, DecisionPoint decisions) {
        boolean clerk = maySort(asker, decisions);
        List<DeliveredView> views = new ArrayList<>();
        if (clerk) {
            views.add(UNSORTED);
        }
        if (clerk || may(asker, decisions, Permissions.ASSIGN)) {
            views.add(UNASSIGNED);
        }
        asker.person()
                .ifPresent(person -> views.add(new DeliveredView(
                        "mine", LocalText.of("由我负责", "Assigned to me"), new ViewQuery(Map.of("assigned", person)))));
        views.add(IMPORTANT);
        return views;
    }

    /** Where whoever sorts messages begins; who manages the hub has other things to look for first. */
    static boolean beginsWithUnsorted(Asker asker, DecisionPoint decisions) {
        return maySort(asker, decisions) && !may(asker, decisions, Permissions.ADMINISTER);
    }

    private static boolean maySort(Asker asker, DecisionPoint decisions) {
        return may(asker, decisions, Permissions.TAG);
    }

    private static boolean may(Asker asker, DecisionPoint decisions, String word) {
        return decisions.decide(asker, Act.of(word)).allows();
    }
}
