// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.access.Permissions;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Measured;
import org.huitong.api.operation.Measured.Kind;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.web.FakeEntrance;
import org.huitong.web.House;
import org.huitong.web.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
    @ParameterizedTest
    @CsvSource({
        "'',             503, DOWN",
        "UP,             200, UP",
        "UP DEGRADED UP, 200, DEGRADED",
        "UP DOWN,        503, DOWN",
        "UP BROKEN,      503, DOWN",
    })
    void theWorstCheckDecides(String checks, int status, String word) throws Exception {
        Health health = new Health(new FakeEntrance().doorkeeper());
        Arrays.stream(checks.split(" "))
                .filter(c -> !c.isBlank())
                .map(HealthTest::check)
                .forEach(health::addCheck);
        try (House house = new House().with(health, "/health").open()) {
            HttpResponse<String> response = house.get("/health");

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(Json.MAPPER.readTree(response.body()).path("status").asText())
                    .isEqualTo(word);
            assertThat(response.body()).doesNotContain("inner");
        }
    }

    @Test
    void aCheckThatStandsStillTakesNobodyAlong() throws Exception {
        CountDownLatch still = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        Health health = new Health(new FakeEntrance().doorkeeper(), Duration.ofMillis(200));
        health.addCheck(check("UP"));
        health.addCheck(new Check() {
            @Override
            public String name() {
                return "still";
            }

            @Override
            public Result result() {
                entered.incrementAndGet();
                try {
                    still.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Result.up("goes on");
            }
        });
        try (House house = new House().with(health, "/health").open()) {
            for (int again = 0; again < 3; again++) {
                HttpResponse<String> response = house.get("/health");

                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body())
                        .contains("has not answered", "{\"name\":\"of UP\",\"status\":\"UP\",\"message\":\"said\"}");
            }
            assertThat(entered).hasValue(1);
            still.countDown();
            int status = 0;
            for (int again = 0; status != 200 && again < 100; again++) {
                status = house.get("/health").statusCode();
            }
            assertThat(status).isEqualTo(200);
        }
    }

    @Test
    void strangersHearHowItIsAndNotWhy() throws Exception {
        FakeEntrance entrance = new FakeEntrance();
        entrance.lets("t-clerk", "clerk", "rules.read");
        Health health = new Health(entrance.doorkeeper());
        health.addCheck(check("DEGRADED"));
        try (House house = new House().with(health, "/health").open()) {
            assertThat(message(house.get("/health"))).isEqualTo("said");
            assertThat(message(house.get("/health", "Via", "1.1 proxy", "Authorization", "Bearer t-anna")))
                    .isEqualTo("said");
            assertThat(message(house.get("/health", "Via", "1.1 proxy", "Cookie", "HUITONG_SESSION=c-anna")))
                    .isEqualTo("said");
            assertThat(entrance.used).hasValue(0);
            for (HttpResponse<String> stranger : List.of(
                    house.get("/health", "X-Forwarded-For", "8.8.8.8"),
                    house.get("/health", "Via", "1.1 proxy", "Authorization", "Bearer t-clerk"),
                    house.get("/health", "Via", "1.1 proxy", "Authorization", "Bearer nonsense"))) {
                assertThat(stranger.statusCode()).isEqualTo(200);
                assertThat(Json.MAPPER
                                .readTree(stranger.body())
                                .at("/checks/0/name")
                                .asText())
                        .isEqualTo("of DEGRADED");
                assertThat(Json.MAPPER
                                .readTree(stranger.body())
                                .at("/checks/0/status")
                                .asText())
                        .isEqualTo("DEGRADED");
                assertThat(message(stranger)).isNotBlank().isNotEqualTo("said");
            }
        }
    }

    private static String message(HttpResponse<String> response) throws Exception {
        return Json.MAPPER.readTree(response.body()).at("/checks/0/message").asText();
    }

    @Test
    void metricsAreForThisMachineAndWhoMayReadThem() throws Exception {
        FakeEntrance entrance = new FakeEntrance();
        entrance.lets("t-meter", "meter", Permissions.READ_METRICS);
        Metrics metrics = new Metrics(entrance.doorkeeper());
        metrics.addMeasured(new Counts());
        try (House house = new House().with(metrics, "/metrics").open()) {
            assertThat(house.get("/metrics").body())
                    .contains("# HELP huitong_messages_total In \\\\ all.\n# TYPE huitong_messages_total counter\n"
                            + "huitong_messages_total{account=\"a\\\"\\n\",platform=\"wecom\"} 12\n"
                            + "huitong_messages_total{platform=\"feishu\"} 0.5\n")
                    .contains("jvm_memory_used_bytes{area=\"heap\"}")
                    .doesNotContain("not a name");
            assertThat(house.get("/metrics", "X-Forwarded-For", "8.8.8.8").statusCode())
                    .isEqualTo(401);
            assertThat(house.get("/metrics", "Via", "1.1 proxy", "Authorization", "Bearer t-anna")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(house.get("/metrics", "Via", "1.1 proxy", "Authorization", "Bearer t-meter")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static Check check(String word) {
        return new Check() {
            @Override
            public String name() {
                return "of " + word;
            }

            @Override
            public Result result() {
                if ("BROKEN".equals(word)) {
                    throw new IllegalStateException("inner");
                }
                return new Result(Status.valueOf(word), "said");
            }
        };
    }

    private static final class Counts implements Measured {
        @Override
        public List<Measurement> measure() {
            return List.of(
                    count("huitong_messages_total", Map.of("platform", "wecom", "account", "a\"\n"), 12),
                    count("not a name", Map.of(), 1),
                    count("huitong_messages_total", Map.of("platform", "feishu"), 0.5));
        }

        private static Measurement count(String name, Map<String, String> labels, double value) {
            return new Measurement(name, "In \\ all.", Kind.COUNTER, labels, value);
        }
    }
}
