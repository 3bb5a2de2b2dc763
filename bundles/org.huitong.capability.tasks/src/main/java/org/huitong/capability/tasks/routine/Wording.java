// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.people.Roster;

/** What people read of a recurring task where they are, in Chinese as the platforms are. */
record Wording(Plan plan, Roster roster, ZoneId zone) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");
    private static final DateTimeFormatter SHIFT = DateTimeFormatter.ofPattern("M月d日 HH:mm 班");
    private static final int MOST_NAMES = 40;

    /** Of one of its tasks. */
    String title(Instant opens) {
        boolean shifts = plan.schedule().rhythm() instanceof Rhythm.EachShift;
        return plan.title() + "（" + (shifts ? SHIFT : DAY).format(opens.atZone(zone)) + "）";
    }

    String summary(RoundReport report) {
        List<Share> missing = report.missing();
        String names = missing.stream().limit(MOST_NAMES).map(this::name).collect(Collectors.joining("、"));
        String head = "【填报汇总】" + title(report.round().opens()) + "\n已报 " + report.reported() + "/"
                + report.asked().size();
        return missing.isEmpty()
                ? head + "，全部已报。"
                : head + "\n未报：" + names + (missing.size() > MOST_NAMES ? " 等 " + missing.size() + " 个" : "");
    }

    String name(Share share) {
        String id = share.person().or(share::department).orElse("");
        return roster.name(id).orElse(id);
    }
}
