// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.time.Instant;
import java.util.List;

/**
 * What was said years ago, brought over from an older system: so that there is something old to look for. The time of
 * keeping begins when a message comes in, so none of it is due yet; a look at a later day shows it. The same at each start;
 * what was destroyed since is pushed again, acknowledged and not stored.
 */
public final class Memories {
    private static final String ROOM = "经销商门户";

    private record Memory(String who, String text, String at) {}

    private static final List<Memory> ALL = List.of(
            new Memory("xulei", "经销商门户 2021 年三季度返利方案已发各办事处，请核对后回传", "2021-10-11T01:20:00Z"),
            new Memory("tangh", "华骏重工 2021 年度框架协议已归档，编号 HJ-2021-017", "2021-12-20T06:05:00Z"),
            new Memory("jiangwb", "2021 年末应收对账差异 3 笔，财务已与经销商逐笔确认", "2021-12-31T09:40:00Z"),
            new Memory("yexm", "春节放假期间门户照常接单，发货顺延到初八", "2022-01-27T02:15:00Z"),
            new Memory("shenlu", "一季度返利发票已开出，财务存档联请各办事处自留", "2022-04-06T03:30:00Z"),
            new Memory("xulei", "旧版价目表作废，以 2022 年 5 月版为准", "2022-05-05T00:50:00Z"));

    private Memories() {}

    public static List<Happening> of(Script script) {
        Room room = script.rooms().stream()
                .filter(one -> one.title().equals(ROOM))
                .findFirst()
                .orElseThrow();
        return ALL.stream()
                .map(memory -> {
                    String id = "old-" + (ALL.indexOf(memory) + 1);
                    Person who = script.people().stream()
                            .filter(person -> person.id().equals(memory.who()))
                            .findFirst()
                            .orElseThrow();
                    Instant at = Instant.parse(memory.at());
                    return new Happening(id, room, who, Happening.Act.TEXT, memory.text(), id, at, at);
                })
                .toList();
    }
}
