// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** The cards that lie in people's chats, each as it was shown last. Safe for many threads. */
public final class Cards {
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Card> lying = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Card> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** False where one of that name lies there already. */
    public synchronized boolean lay(Card card) {
        return lying.putIfAbsent(card.id(), card) == null;
    }

    /** False where none of that name lies there. */
    public synchronized boolean change(Card card) {
        return lying.replace(card.id(), card) != null;
    }

    public synchronized Optional<Card> of(String id) {
        return Optional.ofNullable(lying.get(id));
    }

    /** What was asked, or something in it that travels as a text; of what is no JSON nothing is there. */
    public static Json read(String text) {
        return Json.read(text) instanceof Parsed.Good<Json> good
                ? good.value()
                : Json.read("{}").good().orElseThrow();
    }
}
