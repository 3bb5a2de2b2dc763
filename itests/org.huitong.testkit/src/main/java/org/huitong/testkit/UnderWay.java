// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is to be done once the work that is under way is kept, as the hub's own store does it. */
final class UnderWay {
    private final Map<Connection, List<Runnable>> waiting = new ConcurrentHashMap<>();

    void afterwards(Connection transaction, Runnable then) {
        waiting.computeIfAbsent(transaction, begun -> new ArrayList<>()).add(then);
    }

    /** The work is over; what waited for it is the caller's, to be run where it was kept. */
    List<Runnable> over(Connection transaction) {
        List<Runnable> then = waiting.remove(transaction);
        return then == null ? List.of() : then;
    }
}
