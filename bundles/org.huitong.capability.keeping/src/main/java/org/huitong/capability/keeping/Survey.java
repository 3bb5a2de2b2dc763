// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.Map;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;

/**
 * What a look at a month found.
 *
 * @param forgotten of the messages, those that live in an archive at most
 * @param containers in which some of them are archived
 * @param stops how many messages keep the month from being destroyed, and why
 * @param complete false where the time was over first
 */
record Survey(long messages, long forgotten, long containers, Map<Stop, Long> stops, boolean complete) {
    /** Why a message keeps its month from being destroyed. The first that is true of it counts. */
    enum Stop {
        HELD("保全中", "on hold"),
        NEEDED("仍有需要（未完成的任务或等待备份）", "needed still"),
        UNJUDGED("待判定", "with findings owed"),
        /** A rule keeps it longer. */
        KEPT("保管期未满", "kept longer by a rule"),
        /** A rule puts it into an archive first. */
        UNARCHIVED("应归档而未归档", "to be archived first"),
        /** It does not open, or bears the mark of a state secret. */
        SHUT("被隔离或打不开", "kept apart, or do not open");

        private final LocalText words;

        Stop(String zh, String en) {
            words = LocalText.of(zh, en);
        }

        LocalText words() {
            return words;
        }
    }

    long of(Stop stop) {
        return stops.getOrDefault(stop, 0L);
    }

    boolean stopsNothing() {
        return stops.values().stream().allMatch(count -> count == 0);
    }

    /** What stops it, in a sentence. */
    LocalText why() {
        return LocalText.of(
                "不能销毁："
                        + stops.entrySet().stream()
                                .map(e ->
                                        e.getValue() + " 条" + e.getKey().words().zh())
                                .collect(Collectors.joining("，"))
                        + "。",
                "It cannot be destroyed: "
                        + stops.entrySet().stream()
                                .map(e ->
                                        e.getValue() + " " + e.getKey().words().en())
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
