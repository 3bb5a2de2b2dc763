// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huitong.itest.scenario.House.Worker;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;

/** The hub as those see it who run it and as the executive does: made ready for the house, and asked how it stands. */
final class Hub {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HubProcess process;
    private final House house;
    private final Map<String, String> persons = new HashMap<>();
    private final Map<String, String> departments = new HashMap<>();
    private final Map<String, String> companies = new HashMap<>();
    private String executive = "";

    Hub(HubProcess process, House house) {
        this.process = process;
        this.house = house;
    }

    String id(Worker worker) {
        return persons.get(worker.id());
    }

    String department(int number) {
        return departments.get(House.DEPARTMENTS.get(number));
    }

    String company(String name) {
        return companies.get(name);
    }

    /** The moment up to which all that was due has rung, by the hub's clock. */
    Instant rungUpTo() {
        String name = "huitong_alarms_rung_timestamp_seconds ";
        String body = process.call("GET", "/metrics", null, Map.of("Authorization", "Bearer " + process.token()))
                .body();
        return body.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> Double.parseDouble(line.substring(name.length())))
                .map(seconds -> Instant.ofEpochMilli((long) (seconds * 1000)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such figure in " + body));
    }

    void makeReady(Map<String, String> tenants) {
        HttpResponse<String> plan = process.call(
                "POST",
                "/api/v1/people/import",
                house.roster(tenants),
                Map.of("Authorization", "Bearer " + process.token(), "Content-Type", "text/csv"));
        assertThat(read(plan.body()).path("done").asBoolean()).as(plan.body()).isTrue();
        get("/people?limit=500")
                .path("items")
                .forEach(p -> persons.put(p.path("employee").asText(), id(p)));
        get("/departments")
                .path("items")
                .forEach(d -> departments.put(d.path("name").asText(), id(d)));
        get("/companies")
                .path("items")
                .forEach(c -> companies.put(c.path("name").asText(), id(c)));
        put("/companies/" + company(House.TOP), "{\"name\":\"%s\",\"head\":\"%s\"}", House.TOP, id(house.executive));
        for (int i = 0; i < House.COMPANIES.size(); i++) {
            put(
                    "/companies/" + company(House.COMPANIES.get(i)),
                    "{\"name\":\"%s\",\"parent\":\"%s\",\"head\":\"%s\",\"contact\":\"%s\","
                            + "\"contacts\":[{\"subject\":\"%s\",\"person\":\"%s\"}]}",
                    House.COMPANIES.get(i),
                    company(House.TOP),
                    persons.get("m" + i),
                    persons.get("m" + i),
                    House.SAFETY,
                    persons.get("s" + i));
        }
        roles(house.executive, "executive");
        IntStream.range(0, House.DEPARTMENTS.size()).forEach(i -> {
            roles(house.worker("h" + i), "department-head");
            House.room(i)
                    .ifPresent(room -> post(
                            "/rooms",
                            "{\"platform\":\"%s\",\"conversation\":\"%s\",\"departments\":[\"%s\"]}",
                            House.platform(i),
                            room,
                            department(i)));
        });
        executive = account(house.executive);
        settle();
    }

    private void roles(Worker worker, String role) {
        int version = get("/people/" + id(worker) + "/roles").path("version").asInt();
        put("/people/" + id(worker) + "/roles", "{\"version\":%d,\"roles\":[{\"role\":\"%s\"}]}", version, role);
    }

    /** @return a token of a person's own account */
    private String account(Worker worker) {
        JsonNode made = post(
                "/accounts",
                "{\"account\":\"%s\",\"name\":\"%s\",\"person\":\"%s\",\"permissions\":[]}",
                worker.id(),
                worker.name(),
                id(worker));
        return process.tokenOf(
                process.firstSession(worker.id(), made.path("password").asText()));
    }

    /** Of a browser in which somebody has logged in. */
    String session(Worker worker) {
        return process.session(worker.id()).cookie();
    }

    /** Until what came was read by everybody who reads. */
    void settle() {
        Eventually.until(PATIENCE, "stages and readers have come as far", () -> {
            JsonNode all = get("/readers");
            return isDone(all.path("items"), "lag") && isDone(all.path("stages"), "owed");
        });
    }

    private static boolean isDone(JsonNode all, String left) {
        for (JsonNode one : all) {
            if (one.path("present").asBoolean() && one.path(left).asLong() > 0) {
                return false;
            }
        }
        return true;
    }

    /** The message that holds these words. */
    JsonNode message(String words) {
        return one(process.messages(Map.of("limit", "500")), "text", words);
    }

    /** The task of a message. */
    JsonNode task(String words) {
        String message = message(words).path("id").asText();
        List<JsonNode> all = new ArrayList<>();
        get("/tasks?limit=200").path("items").forEach(all::add);
        String id = one(all, "message", message).path("id").asText();
        return get("/tasks/" + id);
    }

    private static JsonNode one(List<JsonNode> all, String name, String words) {
        List<JsonNode> found =
                all.stream().filter(n -> n.path(name).asText().contains(words)).toList();
        assertThat(found).as(words + " among " + all).hasSize(1);
        return found.get(0);
    }

    /** When each of a kind happened to a task. */
    static List<JsonNode> steps(JsonNode task, String kind) {
        List<JsonNode> steps = new ArrayList<>();
        task.path("history").forEach(step -> {
            if (step.path("kind").asText().equals(kind)) {
                steps.add(step);
            }
        });
        return steps;
    }

    JsonNode get(String path) {
        return process.get("/api/v1" + path);
    }

    JsonNode post(String path, String body, Object... values) {
        return done(process.send("POST", "/api/v1" + path, String.format(body, values)));
    }

    JsonNode put(String path, String body, Object... values) {
        return done(process.send("PUT", "/api/v1" + path, String.format(body, values)));
    }

    /** What the executive does. */
    JsonNode asExecutive(String method, String path, String bodyOrNull) {
        return done(process.call(
                method,
                "/api/v1" + path,
                bodyOrNull,
                Map.of("Authorization", "Bearer " + executive, "Content-Type", "application/json")));
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isBetween(200, 204);
        return answer.body().isEmpty() ? JSON.nullNode() : read(answer.body());
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }
}
