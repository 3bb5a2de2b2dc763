// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;
import org.osgi.service.component.annotations.Component;

/**
 * Tells whose the demo's messages are, so that a newcomer finds departments without having written a mapping. Judges
 * the demo's accounts alone.
 */
@Component(service = Stage.class)
@StageName(stage = "demo")
public final class Roster implements Stage {
    private static final String PROJECT = "研发项目·";

    private final Judge judge = new DemoJudge(Script.ofTheDay());

    @Override
    public Judge judge() {
        return judge;
    }

    private static final class DemoJudge implements Judge {
        private final Map<String, Set<Mark>> byRoom = new HashMap<>();
        private final Map<String, Set<Mark>> byPerson = new HashMap<>();

        DemoJudge(Script script) {
            for (Person person : script.people()) {
                byPerson.put(person.id(), Set.of(Mark.of(Mark.Kind.DEPARTMENT, person.department())));
            }
            for (Room room : script.rooms()) {
                Set<Mark> marks = new HashSet<>();
                marks.add(Mark.of(Mark.Kind.DEPARTMENT, room.department()));
                if (room.title().startsWith(PROJECT)) {
                    marks.add(Mark.of(Mark.Kind.PROJECT, room.title().substring(PROJECT.length())));
                }
                byRoom.put(DingtalkSide.conversation(room, ""), marks);
                byRoom.put(FeishuSide.conversation(room, ""), marks);
                for (Person person : script.people()) {
                    byRoom.put(DingtalkSide.conversation(room, person.id()), marks);
                    byRoom.put(FeishuSide.conversation(room, person.id()), marks);
                }
            }
        }

        @Override
        public String snapshot() {
            return "demo";
        }

        @Override
        public Set<Mark> judge(Message message) {
            if (!message.account().equals(DemoAccounts.NAME)) {
                return Set.of();
            }
            Set<Mark> marks =
                    new HashSet<>(byRoom.getOrDefault(message.conversation().id(), Set.of()));
            marks.addAll(byPerson.getOrDefault(message.sender().id(), Set.of()));
            return marks;
        }
    }
}
