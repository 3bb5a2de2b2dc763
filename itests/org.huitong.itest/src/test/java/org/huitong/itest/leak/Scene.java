// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.itest.leak.Firm.Room;
import org.huitong.itest.leak.Firm.Unit;
import org.huitong.itest.leak.Firm.Venture;
import org.huitong.itest.leak.Firm.Worker;
import org.huitong.itest.leak.Firm.Written;
import org.huitong.itest.leak.Said.Form;
import org.huitong.itest.leak.Said.Level;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.LoggedIn;

/** The group of companies as the hub knows it: everybody taken in, rooms written down, and all that was said. */
final class Scene {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 20;
    /** For a machine that has much else to do. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    final HubProcess hub;
    final Firm firm;
    final Mouth mouth = new Mouth();
    final List<Said> said = new ArrayList<>();
    /** What was said, by the hub's own id of it. */
    final Map<String, Said> byId = new HashMap<>();

    final Map<Integer, String> ids = new HashMap<>();
    private final Random dice;
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<Unit, String> units = new HashMap<>();
    private final Map<String, String> companies = new HashMap<>();
    private final Map<String, String> persons = new HashMap<>();
    private final Map<String, String> ventures = new HashMap<>();
    private final Map<Integer, String> lines = new HashMap<>();
    private LoggedIn admin;
    /** What is written down about all that one of the accounts hears. */
    private Written ofAccountB = Written.NOTHING;

    Scene(HubProcess hub, int people, long seed) {
        this.hub = hub;
        this.dice = new Random(seed);
        this.firm = new Firm(people, dice);
    }

    String id(Unit unit) {
        return units.get(unit);
    }

    String id(String company) {
        return companies.get(company);
    }

    String id(Worker worker) {
        return persons.get(worker.employee());
    }

    String id(Venture venture) {
        return ventures.get(venture.code());
    }

    /** Before anything was said. */
    Instant earliest() {
        return begun.minus(DAYS + 1, ChronoUnit.DAYS);
    }

    /** When nothing was said yet. */
    Instant latest() {
        return begun.plus(1, ChronoUnit.DAYS);
    }

    /** Takes in the whole list of people. */
    void takeIn() {
        HttpResponse<String> plan = hub.call(
                "POST",
                "/api/v1/people/import",
                firm.roster(mouth.tenants()),
                Map.of("Authorization", "Bearer " + hub.token(), "Content-Type", "text/csv"));
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        assertThat(read(plan.body()).path("conflicts")).isEmpty();
        assertThat(read(plan.body()).path("done").asBoolean()).as(plan.body()).isTrue();
        hub.get("/api/v1/companies")
                .path("items")
                .forEach(one ->
                        companies.put(one.path("name").asText(), one.path("id").asText()));
        hub.get("/api/v1/departments")
                .path("items")
                .forEach(one -> units.put(
                        new Unit(
                                one.path("names")
                                        .path(one.path("company").asText())
                                        .asText(),
                                one.path("name").asText()),
                        one.path("id").asText()));
        String after = "";
        do {
            JsonNode page = hub.get("/api/v1/people?limit=500" + after);
            page.path("items")
                    .forEach(one -> persons.put(
                            one.path("employee").asText(), one.path("id").asText()));
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(units.keySet()).isEqualTo(firm.units());
    }

    /** Which company belongs to which, who works on what, and whose which room is. */
    void writeDown() {
        for (String company : Firm.companies()) {
            Firm.above(company)
                    .ifPresent(above -> put(
                            "/companies/" + id(company),
                            "{\"name\":\"" + company + "\",\"parent\":\"" + id(above) + "\",\"contacts\":[]}"));
        }
        for (Venture venture : firm.ventures()) {
            String members = venture.members().stream()
                    .map(number -> "\"" + id(firm.workers().get(number)) + "\"")
                    .collect(Collectors.joining(","));
            String rooms = venture.rooms().stream()
                    .map(number -> firm.rooms().get(number))
                    .map(room -> "{\"platform\":\"" + room.platform() + "\",\"tenant\":\""
                            + mouth.tenants().get(room.platform()) + "\",\"conversation\":\"" + room.id() + "\"}")
                    .collect(Collectors.joining(","));
            JsonNode made = post(
                    "/projects",
                    "{\"code\":\"" + venture.code() + "\",\"name\":\"项目" + venture.code() + "\",\"members\":[" + members
                            + "],\"rooms\":[" + rooms + "],\"state\":\"" + (venture.open() ? "open" : "closed")
                            + "\"}");
            ventures.put(venture.code(), made.path("id").asText());
        }
        firm.rooms().stream().filter(room -> !room.written().isEmpty()).forEach(this::writeDown);
        ofAccountB = new Written(java.util.Set.of(new Unit("乙公司", "销售部2科")), Optional.of("丁公司"), Optional.empty());
        post("/rooms", line("generic", Optional.of("b"), Optional.empty(), ofAccountB));
        post("/rules", "{\"name\":\"急\",\"keywords\":[\"紧急\"],\"priority\":\"high\",\"tags\":[\"急\"]}");
    }

    private void writeDown(Room room) {
        JsonNode made = post("/rooms", line(room.platform(), Optional.empty(), Optional.of(room.id()), room.written()));
        lines.put(
                room.number(),
                made.path("id").asText() + " " + made.path("version").asText());
    }

    /** Whose a room is, is mended, and the past is judged anew by it. */
    void mend(Room room, Written other) {
        String[] line = lines.getOrDefault(room.number(), "").split(" ");
        Room mended = room.with(other);
        if (line.length == 2) {
            String words = line(room.platform(), Optional.empty(), Optional.of(room.id()), other);
            put("/rooms/" + line[0], words.replace("{", "{\"version\":" + line[1] + ","));
        } else {
            writeDown(mended);
        }
        firm.write(mended);
        said.stream()
                .filter(one -> one.room.filter(r -> r.number() == room.number()).isPresent())
                .forEach(one -> one.judge(other, ofAccount(one.account, one.platform)));
    }

    private String line(String platform, Optional<String> account, Optional<String> conversation, Written written) {
        StringBuilder words = new StringBuilder("{\"platform\":\"" + platform + "\"");
        account.ifPresent(a -> words.append(",\"account\":\"").append(a).append('"'));
        conversation.ifPresent(
                c -> words.append(",\"conversation\":\"").append(c).append('"'));
        words.append(",\"departments\":[")
                .append(written.units().stream()
                        .map(unit -> "\"" + id(unit) + "\"")
                        .collect(Collectors.joining(",")))
                .append(']');
        written.company()
                .ifPresent(c -> words.append(",\"company\":\"").append(id(c)).append('"'));
        written.venture()
                .ifPresent(v -> words.append(",\"project\":\"").append(id(v)).append('"'));
        return words.append('}').toString();
    }

    private Written ofAccount(String account, String platform) {
        return account.equals("b") && platform.equals("generic") ? ofAccountB : Written.NOTHING;
    }

    /** Says so many things, and waits until the hub knows all of them. */
    List<Said> speak(int messages, boolean now) {
        List<Said> fresh = IntStream.range(said.size(), said.size() + messages)
                .mapToObj(number -> one(number, now))
                .toList();
        said.addAll(fresh);
        mouth.say(hub, fresh);
        return fresh;
    }

    private Said one(int number, boolean now) {
        Instant at = now
                ? Instant.now().truncatedTo(ChronoUnit.SECONDS)
                : begun.minusSeconds(3_600L + dice.nextInt(DAYS * 86_400));
        boolean direct = dice.nextInt(5) == 0;
        Worker by = Firm.pick(firm.workers(), dice);
        // Platforms that take one call for each are spoken on less.
        Room room = firm.rooms().get(dice.nextInt(firm.rooms().size()));
        boolean seldom = !room.platform().equals("generic") && dice.nextInt(3) > 0;
        if (direct || seldom) {
            boolean wecom = dice.nextInt(8) == 0;
            Optional<Worker> to = wecom ? Optional.empty() : Optional.of(Firm.pick(firm.workers(), dice));
            return said(
                    number,
                    wecom ? "wecom" : "generic",
                    dice.nextInt(4) == 0 && !wecom ? "b" : "a",
                    at,
                    Optional.empty(),
                    Optional.of(by),
                    false,
                    to);
        }
        boolean generic = room.platform().equals("generic");
        boolean stranger = generic && dice.nextInt(12) == 0;
        return said(
                number,
                room.platform(),
                room.account(),
                at,
                Optional.of(room),
                stranger ? Optional.empty() : Optional.of(by),
                stranger && dice.nextBoolean(),
                Optional.empty());
    }

    private Said said(
            int number,
            String platform,
            String account,
            Instant at,
            Optional<Room> room,
            Optional<Worker> by,
            boolean customer,
            Optional<Worker> to) {
        boolean generic = platform.equals("generic");
        Form form = generic && number % 11 == 3
                ? Form.IMAGE
                : generic && number % 11 == 5 ? Form.EVENT : generic && number % 11 == 7 ? Form.FILE : Form.TEXT;
        boolean text = form == Form.TEXT;
        return new Said(
                new Said.Saying(
                        number,
                        platform,
                        account,
                        at,
                        form,
                        room,
                        by,
                        customer,
                        to,
                        text && number % 9 == 0,
                        text && number % 701 == 0,
                        text && generic && account.equals("a") && number % 97 == 0),
                ofAccount(account, platform));
    }

    /** Learns by which id the hub knows each of them, once it knows all. */
    void awaitAll() {
        Eventually.until(PATIENCE, "the hub has heard all of it", () -> {
            String after = Integer.toString(seen);
            while (true) {
                JsonNode items =
                        hub.get("/api/v1/messages?limit=500&after=" + after).path("items");
                if (items.isEmpty()) {
                    return byId.size() >= said.size();
                }
                items.forEach(this::know);
                seen = items.get(items.size() - 1).path("seq").asInt();
                after = Integer.toString(seen);
            }
        });
        Eventually.until(PATIENCE, "stages and readers have come as far", () -> {
            JsonNode all = hub.get("/api/v1/readers");
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

    private int seen;

    private void know(JsonNode item) {
        String nativeId = item.path("nativeId").asText().replaceFirst("^om_", "");
        int number = Integer.parseInt(nativeId.replaceFirst("^said-", ""));
        Said one = said.get(item.path("platform").asText().equals("wecom") ? number - 1_000_000 : number);
        byId.put(item.path("id").asText(), one);
        ids.put(one.number, item.path("id").asText());
    }

    /** What people say by hand of some: how secret they are, and who is to see to them. */
    void mark(Map<Integer, Worker> assigned) {
        said.stream().filter(one -> one.number % 61 == 0).forEach(one -> {
            one.secrecy = Level.values()[one.number / 61 % 4];
            mark(one, "secrecy", one.secrecy.word());
        });
        assigned.forEach((number, worker) -> {
            said.get(number).assigned.add(worker.number());
            mark(said.get(number), "assigned", id(worker));
        });
    }

    private void mark(Said one, String kind, String value) {
        put(
                "/messages/" + ids.get(one.number) + "/marks",
                "{\"add\":[{\"kind\":\"" + kind + "\",\"value\":\"" + value + "\"}]}");
    }

    /** Some is edited and some taken back. */
    void amend() {
        mouth.edit(hub, said.stream().filter(one -> one.willBeEdited).toList());
        mouth.recall(
                hub,
                said.stream()
                        .filter(one ->
                                one.platform.equals("generic") && one.account.equals("a") && one.number % 83 == 1)
                        .toList());
    }

    JsonNode post(String path, String body) {
        HttpResponse<String> answer = hub.send("POST", "/api/v1" + path, body);
        assertThat(answer.statusCode())
                .as(path + " " + body + " " + answer.body())
                .isBetween(200, 202);
        return read(answer.body());
    }

    JsonNode put(String path, String body) {
        HttpResponse<String> answer = hub.send("PUT", "/api/v1" + path, body);
        assertThat(answer.statusCode())
                .as(path + " " + body + " " + answer.body())
                .isBetween(200, 204);
        return answer.body().isEmpty() ? JSON.nullNode() : read(answer.body());
    }

    /** A token for an account of others; it is made by who is logged in, and not by a token. */
    String token(String account) {
        HttpResponse<String> made =
                hub.call("POST", "/api/v1/accounts/" + account + "/tokens", "{\"name\":\"exam\"}", admin().headers());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return read(made.body()).path("token").asText();
    }

    /** A page of the console. */
    JsonNode console(String page) {
        return read(hub.call("GET", "/system/console/" + page, null, admin().headers())
                .body());
    }

    private LoggedIn admin() {
        if (admin == null) {
            admin = hub.session("admin");
        }
        return admin;
    }

    /** Waits until a job that was ordered is done. */
    void awaitJob(JsonNode ordered) {
        String path = "/api/v1/jobs/" + ordered.path("id").asText();
        Eventually.until(
                PATIENCE,
                "the job is done",
                () -> hub.get(path).path("state").asText().equals("done"));
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
