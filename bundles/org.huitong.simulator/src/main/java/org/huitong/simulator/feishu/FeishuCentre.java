// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.SendDesk.Asked;

/**
 * The approval centre of Feishu: instances of a third-party definition, each told as a whole.
 *
 * <p>Source: "同步三方审批实例" of the vendor's pages.
 */
final class FeishuCentre {
    /** Whose list has it, by the instance. */
    private final Map<String, Set<String>> waiting = new ConcurrentHashMap<>();

    /** Who finds it among what they have to do, and did not before; null where it is not taken. */
    List<String> take(Asked asked, String code) {
        Json told = Json.read(asked.body()).good().orElse(null);
        if (told == null
                || !told.text("approval_code").orElse("").equals(code)
                || told.text("instance_id").isEmpty()) {
            return null;
        }
        Set<String> now = new LinkedHashSet<>();
        for (Json task : told.at("task_list").items()) {
            if (task.text("status").orElse("").equals("PENDING")) {
                task.text("user_id").or(() -> task.text("open_id")).ifPresent(now::add);
            }
        }
        Set<String> before = waiting.put(told.text("instance_id").get(), now);
        List<String> fresh = new ArrayList<>(now);
        fresh.removeAll(before == null ? Set.of() : before);
        return fresh;
    }
}
