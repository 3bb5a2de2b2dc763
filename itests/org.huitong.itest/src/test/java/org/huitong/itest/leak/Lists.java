// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.huitong.itest.leak.Said.Form;

/** What is told as a list, a room, a count or a hit is exactly what the law says: nothing more, and nothing less. */
final class Lists {
    private static final int EACH = 12;

    private final Scene scene;
    private final Verdicts verdicts;

    Lists(Scene scene, Verdicts verdicts) {
        this.scene = scene;
        this.verdicts = verdicts;
    }

    void look(Visitor visitor) {
        Set<Said> lawful = verdicts.readable(visitor, said -> true);
        whole(visitor, lawful);
        rooms(visitor, lawful);
        filtered(visitor);
        searched(visitor);
        oneByOne(visitor, lawful);
        counted(visitor, lawful);
    }

    private void whole(Visitor visitor, Set<Said> lawful) {
        Map<Said, Set<String>> told = pages(visitor, "/messages?limit=500", "after", "0");
        verdicts.same(visitor, "the list of messages", told.keySet(), lawful);
        told.forEach((said, markers) -> {
            boolean heard = markers.contains(new Marker(Marker.Of.WORDS, said.number).word());
            boolean may = said.form == Form.TEXT
                    && (!said.willBeEdited || said.edited)
                    && verdicts.law().hears(visitor.standing(), said);
            if (may != heard) {
                verdicts.wrong(visitor + (heard ? " read the words of " : " did not get the words of ") + said);
            }
        });
    }

    /** Each message that a list tells of, with the markers of its item. */
    private Map<Said, Set<String>> pages(Visitor visitor, String path, String onwards, String from) {
        Map<Said, Set<String>> told = new LinkedHashMap<>();
        String at = from;
        while (at != null) {
            String page = path + (at.isEmpty() ? "" : "&" + onwards + "=" + at);
            Visitor.Answer answer = visitor.get(page);
            verdicts.look(visitor, "GET " + page, answer.markers());
            if (answer.status() == 403 || answer.status() == 401 && visitor.isGone()) {
                return told;
            }
            if (answer.status() != 200) {
                verdicts.wrong(visitor + " was answered " + answer.status() + " by " + page + ": " + answer.text());
                return told;
            }
            JsonNode json = answer.json();
            for (JsonNode item : json.path("items")) {
                JsonNode message = item.has("newest") ? item.path("newest") : item;
                told.put(
                        scene.byId.get(message.path("id").asText()),
                        Marker.in(message.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
            at = json.hasNonNull("next") ? json.path("next").asText() : null;
        }
        return told;
    }

    private void rooms(Visitor visitor, Set<Said> lawful) {
        Set<String> told = pages(visitor, "/messages/rooms?limit=100", "before", "").keySet().stream()
                .map(Lists::place)
                .collect(Collectors.toSet());
        Set<String> should = lawful.stream().map(Lists::place).collect(Collectors.toSet());
        verdicts.same(visitor, "the list of rooms", told, should);
    }

    /** Which room something was said in; of what two people say to each other, each pair is one. */
    private static String place(Said said) {
        return said.room.map(room -> said.platform + " " + room.id()).orElseGet(() -> said.platform + " " + pair(said));
    }

    private static String pair(Said said) {
        int one = said.by.map(Firm.Worker::number).orElse(-said.number);
        int other = said.to.map(Firm.Worker::number).orElse(-1);
        return Math.min(one, other) + "-" + Math.max(one, other);
    }

    private void filtered(Visitor visitor) {
        Firm.Unit unit = new Firm.Unit("甲公司", "财务部");
        Firm.Unit other = new Firm.Unit("乙公司", "销售部2科");
        Firm.Room room = scene.firm.rooms().get(1);
        Map<String, Predicate<Said>> filters = new LinkedHashMap<>();
        filters.put("department=" + scene.id(unit), said -> said.units.contains(unit));
        filters.put("department=" + scene.id(other), said -> said.units.contains(other));
        filters.put("company=" + scene.id("丁公司"), said -> said.companies.contains("丁公司"));
        filters.put("platform=dingtalk", said -> said.platform.equals("dingtalk"));
        filters.put("account=b", said -> said.account.equals("b"));
        filters.put("type=image", said -> said.form == Form.IMAGE);
        filters.put("tag=%E6%80%A5", Lists::isUrgent);
        // Priorities are set by hand on the ways, where one may.
        filters.put("priority=high&type=text", said -> said.urgent && !said.walked);
        filters.put(
                "conversation=" + room.id(),
                said -> said.room.filter(in -> in.number() == room.number()).isPresent());
        filters.put(
                "filter="
                        + Visitor.encoded("{\"all\":[{\"not\":{\"department\":\"" + scene.id(unit)
                                + "\"}},{\"any\":[{\"type\":\"file\"},{\"tag\":\"急\"}]}]}"),
                said -> !said.units.contains(unit) && (said.form == Form.FILE || isUrgent(said)));
        filters.put(
                "filter=" + Visitor.encoded("{\"secrecyUpTo\":\"public\"}"), said -> said.secrecy == Said.Level.PUBLIC);
        filters.forEach((query, fits) -> {
            Set<Said> told =
                    pages(visitor, "/messages?limit=500&" + query, "after", "0").keySet();
            if (query.startsWith("priority")) {
                told.removeIf(said -> said != null && said.walked);
            }
            verdicts.same(visitor, "the filter " + query, told, verdicts.readable(visitor, fits));
        });
    }

    private static boolean isUrgent(Said said) {
        return said.urgent;
    }

    private void searched(Visitor visitor) {
        Set<Said> hits = verdicts.readable(visitor, said -> said.urgent).stream()
                .filter(said -> verdicts.law().hears(visitor.standing(), said))
                .collect(Collectors.toSet());
        String urgent = "/messages?limit=200&text=" + Visitor.encoded("紧急");
        verdicts.same(
                visitor,
                "the search for 紧急",
                pages(visitor, urgent, "before", "").keySet(),
                hits);
        JsonNode never = search(visitor, new Marker(Marker.Of.WORDS, 9_999_999).word());
        Set<Said> sample =
                sample(said -> said.form == Form.TEXT && !verdicts.law().hears(visitor.standing(), said));
        for (Said said : sample) {
            // What one may not see and what nobody ever said are answered alike, to the last letter.
            JsonNode found = search(
                    visitor, new Marker(said.willBeEdited ? Marker.Of.EARLIER : Marker.Of.WORDS, said.number).word());
            verdicts.same(visitor, "a search for the words of " + said, found, never);
        }
        for (Said said : sample(said -> said.form == Form.TEXT && verdicts.law().hears(visitor.standing(), said))) {
            JsonNode found = search(
                    visitor, new Marker(said.willBeEdited ? Marker.Of.EARLIER : Marker.Of.WORDS, said.number).word());
            if (found.path("items").size() != 1) {
                verdicts.wrong(visitor + " does not find " + said + ": " + found);
            }
        }
    }

    private JsonNode search(Visitor visitor, String word) {
        Visitor.Answer answer = visitor.get("/messages?text=" + word);
        verdicts.look(visitor, "GET /messages?text=" + word, answer.markers());
        return answer.json();
    }

    private void oneByOne(Visitor visitor, Set<Said> lawful) {
        Set<Said> some = new HashSet<>(sample(lawful::contains));
        some.addAll(sample(said -> !lawful.contains(said)));
        for (Said said : some) {
            for (String way : List.of("", "/versions", "/trace")) {
                String path = "/messages/" + scene.ids.get(said.number) + way;
                Visitor.Answer answer = visitor.get(path);
                verdicts.look(visitor, "GET " + path, answer.markers());
                boolean shown = answer.status() == 200;
                if (shown != lawful.contains(said)) {
                    verdicts.wrong(visitor + " was answered " + answer.status() + " by " + path + " of " + said);
                }
            }
        }
    }

    /** A number betrays as much as a list. */
    private void counted(Visitor visitor, Set<Said> lawful) {
        Visitor.Answer answer = visitor.get("/statistics?from=" + scene.earliest() + "&to=" + scene.latest());
        verdicts.look(visitor, "GET /statistics", answer.markers());
        long told = answer.json().path("total").path("messages").asLong();
        // What bears the mark of a state secret is handed to no capability, and so to nobody who counts.
        long countable = lawful.stream().filter(said -> !said.stateSecret).count();
        // Counted are whole departments and companies: no more than may be read, or no number at all.
        boolean ofAll = answer.json().path("ofAll").asBoolean();
        if (answer.status() != 403 && (ofAll ? told != countable : told > countable)) {
            verdicts.wrong(visitor + " was told a total of " + told + " instead of " + countable);
        }
    }

    private Set<Said> sample(Predicate<Said> fitting) {
        List<Said> all = scene.said.stream().filter(fitting).toList();
        return all.stream()
                .filter(said -> said.number % Math.max(1, all.size() / EACH) == 0 || all.size() <= EACH)
                .limit(EACH)
                .collect(Collectors.toSet());
    }
}
