// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.huitong.api.filter.Filter;
import org.huitong.api.operation.LiveLog.LiveEvent;

/**
 * Whether an event may be seen within a scope, for those that only the database can tell: asked once for each scope, not
 * once for each stream. Many people share a scope, and an answer about one line of the log stays right: what changes
 * about its message is a line of its own. Any thread.
 */
final class Seen {
    private static final int KEPT = 4_096;

    private final Map<Key, Boolean> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(long seq, Filter scope) {}

    boolean ask(LiveEvent event, Filter scope, BooleanSupplier database) {
        Key key = new Key(event.seq(), scope);
        synchronized (answers) {
            Boolean known = answers.get(key);
            if (known != null) {
                return known;
            }
        }
        // Two at once ask twice: better than that one waits for the other's database.
        boolean answer = database.getAsBoolean();
        synchronized (answers) {
            answers.put(key, answer);
        }
        return answer;
    }
}
