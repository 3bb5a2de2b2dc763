// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.itest.leak.Firm.Unit;
import org.huitong.itest.leak.Firm.Worker;
import org.huitong.itest.leak.Law.Given;
import org.huitong.itest.leak.Law.Standing;
import org.huitong.itest.leak.Law.Where;
import org.huitong.itest.leak.Said.Form;
import org.huitong.itest.leak.Said.Level;
import org.huitong.testkit.LoggedIn;

/** People with different roles who look in; each is given the roles on the hub, and the same in words to the law. */
final class Visitors {
    private static final String NOBODY = "{\"version\":0,\"roles\":[]}";

    private final Scene scene;
    private final LocalDate today;
    private final Map<String, Visitor> all = new LinkedHashMap<>();

    Visitors(Scene scene, LocalDate today) {
        this.scene = scene;
        this.today = today;
    }

    Visitor named(String name) {
        return all.get(name);
    }

    List<Visitor> all() {
        return List.copyOf(all.values());
    }

    /** Those who are given something by roles come from these places of the list of people. */
    Worker worker(int place) {
        return scene.firm.workers().get(place * 7 + 3);
    }

    void come() {
        roles();
        Unit top = new Unit("甲公司", "财务部");
        Given executive = Given.of(Where.COMPANY);
        Given everything = Given.of(Where.ALL).upTo(Level.CONFIDENTIAL);
        Given project = Given.of(Where.PROJECT);
        comes(0, "employee", List.of());
        comes(1, "head", List.of(role("department-head")), Given.of(Where.BELOW));
        comes(
                2,
                "head of another department",
                List.of(role("department-head", "department", scene.id(top))),
                Given.of(Where.BELOW).at(top));
        comes(3, "executive", List.of(role("executive")), executive);
        comes(
                4,
                "executive of the group",
                List.of(role("executive", "company", scene.id(Firm.TOP))),
                executive.in(Firm.TOP));
        comes(5, "agent", List.of(role("agent")), Given.of(Where.ASSIGNED));
        Worker member = scene.firm
                .workers()
                .get(scene.firm.ventures().get(1).members().stream()
                        .filter(number -> number > 200)
                        .findFirst()
                        .orElseThrow());
        comes("member of a project", member, List.of(role("x-member")), List.of(project), List.of());
        comes(
                7,
                "narrow",
                List.of(role("x-narrow")),
                Given.of(Where.BELOW).upTo(Level.PUBLIC).only(Set.of("generic", "wecom"), Set.of(Form.TEXT)));
        comes(
                8,
                "keeper of secrets",
                List.of(role("x-secrets", "company", scene.id("甲公司"))),
                executive.in("甲公司").upTo(Level.SECRET));
        comes(9, "reads all until today", List.of(role("x-all", "until", today.toString())), everything.until(today));
        comes(
                10,
                "read all until yesterday",
                List.of(role("x-all", "until", today.minusDays(1).toString())),
                everything.until(today.minusDays(1)));
        comes(11, "message clerk", List.of(role("message-clerk")), Given.of(Where.BELOW));
        comes(12, "task clerk", List.of(role("task-clerk")), Given.of(Where.ASSIGNED));
        comes(13, "system administrator", List.of(role("system-admin")));
        comes(14, "security administrator", List.of(role("security-admin")));
        comes(15, "audit administrator", List.of(role("audit-admin")));
        comes(16, "it head", List.of(role("it-head")));
        Worker evidence = worker(17);
        comes(
                "sees what was taken back",
                evidence,
                List.of(role("x-evidence")),
                List.of(everything),
                List.of(executive));
        Worker two = scene.firm.workers().stream()
                .filter(worker -> worker.units().size() > 1 && worker.number() > 200)
                .findFirst()
                .orElseThrow();
        comes("in two departments", two, List.of(role("x-department")), List.of(Given.of(Where.DEPARTMENT)), List.of());
        // Who looks is given less than the head in one way and more in another; then nothing but looking.
        looks(
                18,
                "head",
                List.of(role("x-looks", "company", scene.id(Firm.TOP))),
                executive.in(Firm.TOP).only(Set.of("generic"), Set.of()));
        looks(19, "employee", List.of(role("security-admin")));
        nobodys("nobody of the roster", List.of("rules.read"));
        // Whatever there is, but for what opens messages: sees everything that is done, and no word of it.
        nobodys("runs the house", everythingElse());
        Visitor admin = new Visitor(
                "everything",
                scene.hub.url(),
                bearer(scene.hub.token()),
                new Standing(Optional.empty(), List.of(), List.of(), true));
        all.put("everything", admin);
        all.values().forEach(Visitor::askWhatOneMay);
    }

    private List<String> everythingElse() {
        List<String> words = new ArrayList<>();
        scene.hub.get("/api/v1/permissions").path("items").forEach(item -> {
            String word = item.path("word").asText();
            // Approving comes with leading others alone.
            if (!Set.of("approvals.decide", "content.administer").contains(word) && !word.startsWith("messages.")) {
                words.add(word);
            }
        });
        return words;
    }

    private void roles() {
        role("x-member", "{\"permission\":\"messages.read\",\"where\":\"project\"}");
        role(
                "x-narrow",
                "{\"permission\":\"messages.read\",\"where\":\"department-tree\",\"platforms\":[\"generic\",\"wecom\"],"
                        + "\"types\":[\"text\"],\"secrecy\":\"public\"}");
        role("x-secrets", "{\"permission\":\"messages.read\",\"where\":\"company\",\"secrecy\":\"secret\"}");
        role("x-all", "{\"permission\":\"messages.read\",\"where\":\"all\",\"secrecy\":\"confidential\"}");
        role(
                "x-looks",
                "{\"permission\":\"messages.read\",\"where\":\"company\",\"platforms\":[\"generic\"]},"
                        + "{\"permission\":\"accounts.view-as\",\"where\":\"all\"}");
        role("x-department", "{\"permission\":\"messages.read\",\"where\":\"department\"}");
        role(
                "x-evidence",
                "{\"permission\":\"messages.read\",\"where\":\"all\",\"secrecy\":\"confidential\"},"
                        + "{\"permission\":\"messages.recalled\",\"where\":\"company\"}");
    }

    private void role(String id, String grants) {
        scene.post(
                "/roles",
                "{\"id\":\"" + id + "\",\"name\":{\"zh\":\"" + id + "\",\"en\":\"" + id + "\"},\"grants\":[" + grants
                        + "]}");
    }

    private static String role(String id, String... more) {
        StringBuilder held = new StringBuilder("{\"role\":\"" + id + "\"");
        for (int i = 0; i < more.length; i += 2) {
            held.append(",\"")
                    .append(more[i])
                    .append("\":\"")
                    .append(more[i + 1])
                    .append('"');
        }
        return held.append('}').toString();
    }

    private void comes(int place, String name, List<String> roles, Given... reading) {
        comes(name, worker(place), roles, List.of(reading), List.of());
    }

    private void comes(String name, Worker worker, List<String> roles, List<Given> reading, List<Given> recalled) {
        String held = roles.stream().collect(Collectors.joining(","));
        if (!roles.isEmpty()) {
            give(worker, held);
        }
        String account = account("v" + all.size(), "\"person\":\"" + scene.id(worker) + "\",", List.of());
        all.put(
                name,
                new Visitor(
                        name,
                        scene.hub.url(),
                        bearer(account),
                        new Standing(Optional.of(worker), reading, recalled, false)));
    }

    private void nobodys(String name, List<String> permissions) {
        String token = account("v" + all.size(), "", permissions);
        all.put(
                name,
                new Visitor(
                        name,
                        scene.hub.url(),
                        bearer(token),
                        new Standing(Optional.empty(), List.of(), List.of(), false)));
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Whoever looks through the eyes of another: with a session, as nobody does with a token. */
    private void looks(int place, String eyes, List<String> roles, Given... reading) {
        Worker worker = worker(place);
        give(worker, String.join(",", roles));
        Visitor whose = named(eyes);
        String account = "eyes" + all.size();
        session(account, whose.standing().worker().orElseThrow());
        String name = "looks through the eyes of the " + eyes;
        Visitor visitor = new Visitor(
                name,
                scene.hub.url(),
                session("looks" + all.size(), worker).headers(),
                new Standing(Optional.of(worker), List.of(reading), List.of(), false));
        all.put(name, visitor.through(whose, account));
    }

    private LoggedIn session(String account, Worker worker) {
        JsonNode made = scene.post(
                "/accounts",
                "{\"account\":\"" + account + "\",\"name\":\"" + account + "\",\"person\":\"" + scene.id(worker)
                        + "\",\"permissions\":[]}");
        return scene.hub.firstSession(account, made.path("password").asText());
    }

    private String account(String account, String person, List<String> permissions) {
        String words = permissions.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(","));
        scene.post(
                "/accounts",
                "{\"account\":\"" + account + "\",\"name\":\"" + account + "\"," + person
                        + "\"kind\":\"service\",\"permissions\":[" + words + "]}");
        return scene.token(account);
    }

    /** Roles instead of those that somebody has. */
    void give(Worker worker, String held) {
        JsonNode now = scene.hub.get("/api/v1/people/" + scene.id(worker) + "/roles");
        scene.put(
                "/people/" + scene.id(worker) + "/roles",
                NOBODY.replace("0", now.path("version").asText()).replace("[]", "[" + held + "]"));
    }
}
