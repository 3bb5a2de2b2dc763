// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What DingTalk has of one approval of ours, by its own ids, as the hub keeps it between two tellings.
 *
 * @param instance empty as long as there is none
 * @param groups how many groups of tasks were asked for; each has its number for an id, and is asked for once
 * @param over whether the instance has ended, or is gone
 * @param tasks those that wait, by the id of whose turn it is
 */
record DingtalkFolder(String instance, int groups, boolean over, Map<String, String> tasks) {
    private static final String OVER = "over";
    private static final String OPEN = "open";

    DingtalkFolder {
        tasks = Map.copyOf(tasks);
    }

    static DingtalkFolder of(String instance) {
        return new DingtalkFolder(instance, 0, false, Map.of());
    }

    /** Of a note; empty where nothing was made yet. */
    static Optional<DingtalkFolder> read(String note) {
        String[] words = note.split(" ");
        if (words.length < 3) {
            return Optional.empty();
        }
        Map<String, String> tasks = new LinkedHashMap<>();
        for (int i = 3; i < words.length; i++) {
            int colon = words[i].lastIndexOf(':');
            tasks.put(words[i].substring(0, colon), words[i].substring(colon + 1));
        }
        return Optional.of(new DingtalkFolder(words[0], Integer.parseInt(words[1]), words[2].equals(OVER), tasks));
    }

    String note() {
        return instance + " " + groups + " " + (over ? OVER : OPEN)
                + tasks.entrySet().stream()
                        .map(task -> " " + task.getKey() + ":" + task.getValue())
                        .sorted()
                        .collect(Collectors.joining());
    }

    /** The id of the group that comes next, or of the one that may have been made. */
    String group() {
        return "g" + (groups + 1);
    }

    /** The next group was asked for, and these of it wait. */
    DingtalkFolder with(Map<String, String> fresh) {
        Map<String, String> all = new LinkedHashMap<>(tasks);
        all.putAll(fresh);
        return new DingtalkFolder(instance, groups + 1, over, all);
    }

    DingtalkFolder without(Iterable<String> voices) {
        Map<String, String> left = new LinkedHashMap<>(tasks);
        voices.forEach(left::remove);
        return new DingtalkFolder(instance, groups, over, left);
    }

    DingtalkFolder ended() {
        return new DingtalkFolder(instance, groups, true, Map.of());
    }
}
