// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.itest.leak.Firm.Room;
import org.huitong.itest.leak.Firm.Unit;
import org.huitong.itest.leak.Firm.Worker;
import org.huitong.itest.leak.Firm.Written;
import org.huitong.itest.leak.Law.Standing;
import org.huitong.itest.leak.Said.Form;
import org.huitong.testkit.Eventually;

/** What people do with messages and beside them: what may carry words along to whom they are not for. */
final class Doings {
    private final Scene scene;
    private final Visitors visitors;
    private final Verdicts verdicts;

    Doings(Scene scene, Visitors visitors, Verdicts verdicts) {
        this.scene = scene;
        this.visitors = visitors;
        this.verdicts = verdicts;
    }

    /** Tasks of messages for people who may not read them, letters, instructions, complaints, exports, dead letters. */
    void work() {
        Visitor everything = visitors.named("everything");
        Visitor employee = visitors.named("employee");
        Visitor head = visitors.named("head");
        String person = scene.id(employee.standing().worker().orElseThrow());
        String dead = verdicts.reserve(new Marker(Marker.Of.DEAD, 1), everything);
        scene.mouth.babble(scene.hub, dead);
        hidden(employee)
                .limit(5)
                .forEach(said -> scene.post(
                        "/tasks",
                        "{\"title\":\"" + task(said, everything, employee) + "\",\"private\":true,\"message\":\""
                                + scene.ids.get(said.number) + "\",\"assignee\":\"" + person + "\"}"));
        scene.post(
                "/instructions",
                "{\"text\":\"" + verdicts.reserve(new Marker(Marker.Of.INSTRUCTION, 1), everything, employee, head)
                        + "\",\"to\":[{\"person\":\"" + person + "\"},{\"person\":\""
                        + scene.id(head.standing().worker().orElseThrow()) + "\"}]}");
        scene.post(
                "/outbox",
                "{\"to\":{\"person\":\"" + person + "\"},\"text\":\""
                        + verdicts.reserve(new Marker(Marker.Of.LETTER, 1), everything, employee) + "\"}");
        Visitor[] hearComplaints = Stream.concat(
                        Stream.of(employee),
                        visitors.all().stream().filter(v -> v.may().contains("complaints.read")))
                .toArray(Visitor[]::new);
        employee.call(
                "POST",
                "/complaints",
                "{\"text\":\"" + verdicts.reserve(new Marker(Marker.Of.COMPLAINT, 1), hearComplaints) + "\"}");
        scene.awaitJob(scene.post("/exports", "{\"filter\":{\"all\":[]},\"format\":\"jsonl\"}"));
        scene.awaitJob(scene.post("/exports", "{\"filter\":{\"type\":\"file\"},\"format\":\"xlsx\"}"));
        takesOut(visitors.named("agent"));
    }

    private String task(Said said, Visitor... whose) {
        return verdicts.reserve(new Marker(Marker.Of.TASK, said.number), whose);
    }

    private Stream<Said> hidden(Visitor visitor) {
        return scene.said.stream()
                .filter(said -> said.form == Form.TEXT && !verdicts.law().reads(visitor.standing(), said));
    }

    /** An agent takes out what is assigned to them, and not one message more. */
    private void takesOut(Visitor agent) {
        for (String format : List.of("jsonl", "xlsx")) {
            Visitor.Answer ordered =
                    agent.call("POST", "/exports", "{\"filter\":{\"all\":[]},\"format\":\"" + format + "\"}");
            String job = ordered.json().path("id").asText();
            Eventually.until(Scene.PATIENCE, "the export is made", () -> agent.get("/jobs/" + job)
                    .json()
                    .path("state")
                    .asText()
                    .equals("done"));
            Visitor.Answer result = agent.get("/jobs/" + job + "/result");
            verdicts.look(agent, "an export as " + format, result.markers());
            for (Said said : scene.said) {
                boolean lawful = said.form == Form.TEXT
                        && verdicts.law().uses(agent.standing(), List.of(Law.Given.of(Law.Where.ASSIGNED)), said);
                boolean told = result.markers().contains(new Marker(Marker.Of.WORDS, said.number).word())
                        || result.markers().contains(new Marker(Marker.Of.EARLIER, said.number).word());
                if (lawful != told) {
                    verdicts.wrong(agent + (told ? " took out " : " could not take out ") + said);
                }
            }
        }
    }

    /** People move and leave, rights are taken away, and what was written down of rooms is mended. */
    void change() {
        Visitor employee = visitors.named("employee");
        Worker before = employee.standing().worker().orElseThrow();
        Worker moved = scene.firm.move(before, new Unit("丁公司", "生产部2科"));
        scene.takeIn();
        employee.stands(with(employee.standing(), moved));
        List<Unit> units = List.copyOf(scene.firm.units());
        for (int i = 0; i < 10; i++) {
            Room room = scene.firm.rooms().get(i);
            scene.mend(
                    room,
                    new Written(
                            Set.of(units.get(i * 3)),
                            i % 2 == 0 ? Optional.of("乙公司") : Optional.empty(),
                            Optional.empty()));
        }
        scene.awaitJob(scene.post("/rooms/judge", "{\"days\":30}"));
        Visitor clerk = visitors.named("task clerk");
        scene.post("/people/" + scene.id(clerk.standing().worker().orElseThrow()) + "/leave", "{}");
        clerk.stands(new Standing(Optional.empty(), List.of(), List.of(), false));
        verdicts.judgeAnew();
    }

    /** Reading everything is taken from somebody. */
    void take(Visitor visitor) {
        Worker worker = visitor.standing().worker().orElseThrow();
        visitors.give(worker, "");
        visitor.stands(new Standing(Optional.of(worker), List.of(), List.of(), false));
        verdicts.judgeAnew();
    }

    private static Standing with(Standing standing, Worker moved) {
        return new Standing(Optional.of(moved), standing.reading(), standing.recalled(), standing.everything());
    }
}
