// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.itest.leak.Said.Form;

/** Goes every way in that the hub tells of, with every id and parameter there is something to put for. */
final class Rounds {
    private static final int EACH = 3;

    private final Scene scene;
    private final Verdicts verdicts;
    private final Ways ways;
    /** Ids by the way that lists them, as somebody who sees all of them is told. */
    private final Map<String, List<JsonNode>> listed = new HashMap<>();

    Rounds(Scene scene, Verdicts verdicts) {
        this.scene = scene;
        this.verdicts = verdicts;
        this.ways = Ways.of(scene.hub.get("/api/v1/openapi.json"));
    }

    /** Whoever adds a way in says here how it is gone. */
    void knowsEveryWay() {
        ways.unknown().forEach(way -> verdicts.wrong("a way in that nobody here knows (leak/ways.txt): " + way));
        ways.gone().forEach(way -> verdicts.wrong("a way in that is gone (leak/ways.txt): " + way));
        Set<String> doors = Ways.patterns(scene::console);
        doors.removeAll(Ways.lines("doors.txt"));
        doors.forEach(door -> verdicts.wrong("a servlet that nobody here knows (leak/doors.txt): " + door));
    }

    /** Asks once for all what there is to ask for. */
    void prepare(Visitor everything) {
        listed.clear();
        for (String way : ways.lists()) {
            Visitor.Answer answer = everything.get(way);
            List<JsonNode> items = new ArrayList<>();
            if (answer.status() == 200) {
                answer.json().path("items").forEach(items::add);
            }
            listed.put(way, items);
        }
    }

    /** @param lookOnly changes nothing and orders nothing */
    void go(Visitor visitor, boolean lookOnly) {
        List<String> messages = messages(visitor);
        for (Ways.Step step : ways.steps(visitor, (name, path) -> values(name, path, messages), lookOnly)) {
            Visitor.Answer answer = visitor.call(step.method(), step.path(), step.bodyOrNull());
            verdicts.look(visitor, step.toString(), answer.markers());
            if (answer.status() >= 500 && answer.status() != 503) {
                verdicts.wrong(visitor + " broke the hub by " + step + ": " + answer.status() + " " + answer.text());
            }
            if (visitor.looks() && !step.method().equals("GET") && !isOfLooking(answer)) {
                verdicts.wrong(visitor + " acted by " + step + ": " + answer.status() + " " + answer.text());
            }
        }
        for (String door : List.of("//", "//health", "//metrics", "//system/console/", "//system/console/configMgr")) {
            verdicts.look(visitor, door, visitor.get(door).markers());
        }
        visitor.get("/pages").json().path("items").forEach(page -> {
            for (String path : List.of(
                    "//" + page.path("path").asText(), "/" + page.path("module").asText())) {
                verdicts.look(visitor, path, visitor.get(path).markers());
            }
        });
    }

    /** Refused to whoever looks through the eyes of another, before anybody looked at what it was. */
    private static boolean isOfLooking(Visitor.Answer answer) {
        return answer.status() == 403 && answer.json().path("word").asText().equals("viewing");
    }

    /** Some that somebody may read, and some that they may not. */
    private List<String> messages(Visitor visitor) {
        List<Said> all = new ArrayList<>();
        for (boolean may : new boolean[] {true, false}) {
            for (Form form : List.of(Form.TEXT, Form.FILE)) {
                scene.said.stream()
                        .filter(said -> said.form == form && verdicts.law().hears(visitor.standing(), said) == may)
                        .skip(scene.said.size() / 20)
                        .limit(2)
                        .forEach(all::add);
            }
        }
        scene.said.stream()
                .filter(said -> said.recalled || said.stateSecret)
                .limit(2)
                .forEach(all::add);
        all.forEach(said -> said.walked = true);
        return all.stream().map(said -> scene.ids.get(said.number)).toList();
    }

    /** @param name of the parameter; one of the query begins with a question mark */
    private List<String> values(String name, String path, List<String> messages) {
        return switch (name) {
            case "message", "?message" -> messages;
            case "?thing" -> messages.subList(0, Math.min(EACH, messages.size()));
            case "?text", "text", "?find" -> List.of("紧急", text(messages), new Marker(Marker.Of.ROOM, 1).word());
            case "?q" -> List.of("员工1");
            case "?platform" -> List.of("generic");
            case "?account" -> List.of("a");
            case "?conversation" -> scene.firm.rooms().stream()
                    .limit(EACH)
                    .map(Firm.Room::id)
                    .toList();
            case "?sender" -> List.of("guser1");
            case "?person", "person", "?assignee", "?assigned" -> persons();
            case "?department", "department" -> ids("/departments");
            case "?parent" -> ids("/departments");
            case "?merge" -> List.of("true");
            case "?company" -> ids("/companies");
            case "?project" -> ids("/projects");
            case "?type" -> List.of("image");
            case "?tag" -> List.of("急");
            case "?rule" -> List.of("急");
            case "?priority" -> List.of("high");
            case "?filter" -> List.of("{\"not\":{\"type\":\"image\"}}", "{\"text\":\"" + text(messages) + "\"}");
            case "?from", "?dueFrom" -> List.of(scene.earliest().toString());
            case "?to", "?dueBefore" -> List.of(scene.latest().toString());
            case "?after" -> List.of("0");
            case "?before" -> List.of(Integer.toString(Integer.MAX_VALUE));
            case "?limit" -> List.of("100");
            case "?days" -> List.of("90");
            case "?order" -> List.of("seq");
            case "?state" -> List.of("waiting", "open", "active");
            case "?by" -> path.equals("/statistics") ? List.of("day", "department") : List.of("admin");
            case "?verb" -> List.of("list");
            case "?may" -> List.of("messages.read");
            case "?mine",
                    "?made",
                    "?all",
                    "?open",
                    "?own",
                    "?overdue",
                    "?supervised",
                    "?unassigned",
                    "?detoured",
                    "?names",
                    "?dryRun" -> List.of("true");
            case "?employee" -> List.of("E1");
            case "?day", "date" -> List.of("2026-11-20");
            case "?year" -> List.of("2026");
            case "month" -> List.of("2026-01");
            case "?lang" -> List.of("en");
            case "?module",
                    "?customer",
                    "?name",
                    "?grain",
                    "?work",
                    "?at",
                    "?how",
                    "?file",
                    "?code",
                    "?error",
                    "?phase" -> List.of("any");
            case "?form" -> List.of("own", "huitong");
            case "?confirm" -> List.of("false");
            case "?level" -> List.of("debug");
            case "?box" -> List.of("in", "out");
            case "version", "n", "number" -> List.of("0", "1");
            case "format" -> List.of("xlsx", "docx");
            default -> name.startsWith("?") ? unknown(name, path) : ids(name, path, messages);
        };
    }

    private List<String> unknown(String name, String path) {
        verdicts.wrong("a parameter that nobody here knows: " + name + " of " + path);
        return List.of();
    }

    private List<String> persons() {
        return List.of(
                scene.id(scene.firm.workers().get(3)),
                scene.id(scene.firm.workers().get(10)));
    }

    /** What was said in the last of them, which may not be read as a rule. */
    private String text(List<String> messages) {
        return new Marker(Marker.Of.WORDS, scene.byId.get(messages.get(messages.size() - 3)).number).word();
    }

    private List<String> ids(String list) {
        return listed.getOrDefault(list, List.of()).stream()
                .limit(EACH)
                .map(item -> item.path("id").asText())
                .toList();
    }

    /** Of the way that lists them, before the parameter in the path. */
    private List<String> ids(String name, String path, List<String> messages) {
        String list = path.substring(0, path.indexOf("/{"));
        if (list.equals("/messages")) {
            return messages;
        }
        return listed.getOrDefault(list, List.of()).stream()
                .map(item -> item.path(item.has(name) ? name : item.has("id") ? "id" : "name")
                        .asText())
                .filter(id -> !id.isEmpty())
                .distinct()
                .limit(list.equals("/jobs") || list.equals("/tasks") || list.equals("/documents") ? 20 : EACH)
                .collect(Collectors.toList());
    }
}
