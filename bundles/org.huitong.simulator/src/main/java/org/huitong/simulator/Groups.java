// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Groups that programs have opened on a platform: the same key is the same group. For many threads. */
public final class Groups {
    private final Map<String, String> byKey = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** @param fresh the id of it, where the key is new */
    public String open(String key, String fresh, String name) {
        String id = key.isEmpty() ? fresh : byKey.computeIfAbsent(key, unknown -> fresh);
        names.putIfAbsent(id, name);
        return id;
    }

    public boolean isThere(String id) {
        return names.containsKey(id);
    }

    /** @param name as it is called from now on; empty where that stays */
    public boolean change(String id, String name) {
        return names.computeIfPresent(id, (same, old) -> name.isEmpty() ? old : name) != null;
    }
}
