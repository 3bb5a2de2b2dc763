// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.itest.scenario.Diary.Line;

/** What the hub says of the day in documents and figures, held against the diary and against each other. */
final class Figures {
    private static final String OF_THE_DAY = "?lang=zh&from=" + Scene.DAY + "&to=" + Scene.DAY;

    /** As people call them. */
    private static final Map<String, String> PLATFORMS = Map.of("钉钉", "dingtalk", "企业微信", "wecom", "飞书", "feishu");

    private final Scene scene;
    private final List<Map<String, String>> ledger;

    Figures(Scene scene) {
        this.scene = scene;
        this.ledger = rows(scene.hub.get("/documents/daily-ledger.json" + OF_THE_DAY));
    }

    void everyLineStandsInTheLedger() {
        assertThat(ledger.stream().map(Figures::told))
                .containsExactlyInAnyOrderElementsOf(
                        scene.diary.lines().stream().map(Figures::expected).toList());
    }

    private static String told(Map<String, String> row) {
        String tags = row.get("tags")
                .lines()
                .flatMap(t -> List.of(t.split("、")).stream())
                .sorted()
                .collect(Collectors.joining("、"));
        return String.join(
                " | ",
                PLATFORMS.get(row.get("platform")),
                row.get("department"),
                row.get("sender"),
                row.get("priority"),
                tags,
                row.get("summary"));
    }

    private static String expected(Line line) {
        return String.join(
                " | ",
                line.platform(),
                line.department()
                        .map(House.DEPARTMENTS::get)
                        .orElse(line.by().map(House.Worker::department).orElse("")),
                line.by().map(House.Worker::name).orElse("路人"),
                line.high() ? "高" : "中",
                line.tags(),
                line.text());
    }

    /** @param all of each message that makes a task who sees to it, and how it stands */
    void theLedgerTellsWhatBecameOfEach(Map<String, String> all) {
        Map<String, String> told = new HashMap<>();
        ledger.stream()
                .filter(row -> !row.get("task").isEmpty())
                .forEach(row -> told.put(row.get("summary"), row.get("handler") + " " + row.get("state")));
        assertThat(told).isEqualTo(all);
    }

    void oneFigureIsTheSameEverywhere() throws Exception {
        Map<String, Long> counted = scene.diary.lines().stream()
                .collect(Collectors.groupingBy(Line::platform, TreeMap::new, Collectors.counting()));
        long all = scene.diary.lines().size();
        JsonNode card = scene.hub.get("/statistics?by=platform&from=" + Scene.at("00:00") + "&to="
                + Scene.at("00:00").plus(Duration.ofDays(1)));
        assertThat(card.path("total").path("messages").asLong()).isEqualTo(all);
        Map<String, Long> chart = new TreeMap<>();
        card.path("items")
                .forEach(one -> chart.put(
                        one.path("platform").asText(), one.path("messages").asLong()));
        assertThat(chart).isEqualTo(counted);
        Map<String, Long> table = new TreeMap<>();
        rows(scene.hub.get("/documents/message-statistics.json" + OF_THE_DAY))
                .forEach(row -> table.put(PLATFORMS.get(row.get("platform")), Long.parseLong(row.get("messages"))));
        assertThat(table).isEqualTo(counted);
        Map<String, Long> sheet = new TreeMap<>();
        for (List<String> row : sheet("message-statistics", "日期")) {
            if (row.size() > 2 && PLATFORMS.containsKey(row.get(1))) {
                sheet.put(PLATFORMS.get(row.get(1)), Long.parseLong(row.get(2)));
            }
        }
        assertThat(sheet).isEqualTo(counted);
        theSheetIsTheLedger();
    }

    /** To the last digit: a moment and a span are numbers in the sheet, and texts to the second on the page. */
    private void theSheetIsTheLedger() throws Exception {
        List<List<String>> sheet = sheet("daily-ledger", "时间");
        assertThat(sheet.size()).isGreaterThanOrEqualTo(ledger.size());
        for (int i = 0; i < ledger.size(); i++) {
            List<String> row = sheet.get(i);
            Map<String, String> page = ledger.get(i);
            assertThat(row.subList(1, 10))
                    .containsExactly(
                            page.get("platform"),
                            page.get("department"),
                            page.get("sender"),
                            page.get("priority"),
                            page.get("tags"),
                            page.get("summary"),
                            page.get("task"),
                            page.get("handler"),
                            page.get("state"));
            String took = page.get("took");
            if (took.isEmpty()) {
                assertThat(row.get(12)).isEmpty();
            } else {
                String[] parts = took.split(":");
                long seconds =
                        Long.parseLong(parts[0]) * 3600 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]);
                assertThat((long) Math.floor(Double.parseDouble(row.get(12)) * 86_400 + 0.0005))
                        .isEqualTo(seconds);
            }
        }
    }

    private List<List<String>> sheet(String document, String heading) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(scene.process.url() + "/api/v1/documents/" + document + ".xlsx" + OF_THE_DAY))
                .header("Authorization", "Bearer " + scene.process.token())
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Sheet.read(answer.body()).below(heading);
    }

    private static List<Map<String, String>> rows(JsonNode report) {
        List<Map<String, String>> rows = new ArrayList<>();
        report.path("rows").forEach(row -> {
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                cells.put(
                        report.path("columns").path(i).path("id").asText(),
                        row.path(i).isNull() ? "" : row.path(i).asText());
            }
            rows.add(cells);
        });
        assertThat(report.path("more").asBoolean()).isFalse();
        return rows;
    }
}
