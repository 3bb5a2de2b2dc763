// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.huitong.api.message.Message;
import org.huitong.api.people.People;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Room;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.dingtalk.DingtalkSide;
import org.huitong.simulator.feishu.FeishuSide;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tells whose the demo's messages are, so that a newcomer finds departments without having written a mapping. Judges
 * the demo's accounts alone.
 */
@Component(service = Stage.class)
@StageName(stage = "demo")
public final class Roster implements Stage {
    private static final String PROJECT = "研发项目·";

    private final Script script = Script.ofTheDay();

    /** Who knows departments by their ids, where that is known. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile People people;

    private volatile DemoJudge judge = new DemoJudge(script, Map.of(), 0);

    /** By the ids of the departments that have the names, as of the roster in force. */
    @Override
    public Judge judge() {
        People known = people;
        DemoJudge now = judge;
        if (known == null || known.roster().version() == now.version) {
            return now;
        }
        org.huitong.api.people.Roster roster = known.roster();
        Map<String, String> ids = new HashMap<>();
        roster.departments().forEach(department -> ids.putIfAbsent(department.name(), department.id()));
        judge = new DemoJudge(script, ids, roster.version());
        return judge;
    }

    private static final class DemoJudge implements Judge {
        private final Map<String, Set<Mark>> byRoom = new HashMap<>();
        private final Map<String, Set<Mark>> byPerson = new HashMap<>();

        private final int version;

        DemoJudge(Script script, Map<String, String> ids, int version) {
            this.version = version;
            Function<String, Mark> department = name -> Mark.of(Mark.Kind.DEPARTMENT, ids.getOrDefault(name, name));
            for (Person person : script.people()) {
                byPerson.put(person.id(), Set.of(department.apply(person.department())));
            }
            for (Room room : script.rooms()) {
                Set<Mark> marks = new HashSet<>();
                marks.add(department.apply(room.department()));
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
            return version == 0 ? "demo" : "demo-" + version;
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
