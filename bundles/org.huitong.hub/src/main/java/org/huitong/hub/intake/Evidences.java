// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Evidence;

/** What came over a line as it is kept: in the form of a call that nobody can make. */
public final class Evidences {
    private static final String METHOD = "LINE";

    private Evidences() {}

    public static Callback kept(Evidence evidence) {
        Map<String, List<String>> notes = new TreeMap<>();
        evidence.notes().forEach((name, value) -> notes.put(name, List.of(value)));
        return new Callback(METHOD, notes, Map.of(), evidence.raw(), evidence.at());
    }

    /** Whether it came over a line. */
    public static boolean isOne(Callback kept) {
        return METHOD.equals(kept.method());
    }

    public static Evidence of(Callback kept) {
        Map<String, String> notes = new HashMap<>();
        kept.query().forEach((name, values) -> notes.put(name, values.get(0)));
        return new Evidence(kept.body(), notes, kept.receivedAt());
    }
}
