// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.huitong.testkit.HubProcess;

/** One who may ask that a month be destroyed, and an executive who says yes or no. */
final class TwoPersons {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROSTER =
            "工号,姓名,公司,部门,岗位,上级工号,部门负责人\n" + "p1,王安全,集团,安全部,管理员,,\n" + "p2,赵领导,集团,领导层,领导,,是\n";

    private final HubProcess hub;
    private final String asker;
    private final String executive;

    /** Makes both, on a hub that knows nobody yet. */
    TwoPersons(HubProcess hub) {
        this.hub = hub;
        Map<String, String> csv = Map.of("Authorization", "Bearer " + hub.token(), "Content-Type", "text/csv");
        JsonNode plan = read(hub.call("POST", "/api/v1/people/import", ROSTER, csv));
        assertThat(plan.path("done").asBoolean()).as(plan.toString()).isTrue();
        asker = account("p1", "\"keeping.read\",\"keeping.dispose\"");
        executive = account("p2", "");
        String roles = "/api/v1/people/" + person("p2") + "/roles";
        int version = hub.get(roles).path("version").asInt();
        sent("PUT", roles, "{\"version\":%d,\"roles\":[{\"role\":\"executive\"}]}".formatted(version));
    }

    private String person(String employee) {
        for (JsonNode one : hub.get("/api/v1/people?limit=500").path("items")) {
            if (one.path("employee").asText().equals(employee)) {
                return one.path("id").asText();
            }
        }
        throw new AssertionError("nobody is called " + employee);
    }

    private String account(String employee, String permissions) {
        JsonNode made = sent(
                "POST",
                "/api/v1/accounts",
                "{\"account\":\"%s\",\"name\":\"%s\",\"person\":\"%s\",\"permissions\":[%s]}"
                        .formatted(employee, employee, person(employee), permissions));
        return hub.tokenOf(hub.firstSession(employee, made.path("password").asText()));
    }

    private JsonNode sent(String method, String path, String body) {
        HttpResponse<String> answer = hub.send(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(300);
        return read(answer);
    }

    /** @return the approval's id */
    String ask(String month) {
        JsonNode survey = read(as(asker, "GET", "/api/v1/keeping/months/" + month, null));
        assertThat(survey.path("stops")).as(survey.toString()).isEmpty();
        HttpResponse<String> asked = as(asker, "POST", "/api/v1/keeping/months/" + month, "{\"reason\":\"公司决定\"}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(read(asked).path("state").asText()).isEqualTo("waiting");
        return read(asked).path("approval").asText();
    }

    int approveAsWhoAsked(String approval) {
        return as(asker, "POST", "/api/v1/approvals/" + approval + "/approve", "{}")
                .statusCode();
    }

    void approve(String approval) {
        HttpResponse<String> answer = as(executive, "POST", "/api/v1/approvals/" + approval + "/approve", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    String state(String month) {
        JsonNode newest = hub.get("/api/v1/keeping/months").path("items").path(0);
        assertThat(newest.path("month").asText()).endsWith(month);
        assertThat(newest.path("state").asText()).as(newest.toString()).isNotEqualTo("stopped");
        return newest.path("state").asText();
    }

    /** The certificate of it says how many, and where. */
    void certified(int messages) {
        String number = hub.get("/api/v1/keeping/months")
                .path("items")
                .path(0)
                .path("certificate")
                .asText();
        JsonNode whole = hub.get("/api/v1/keeping/certificates/" + number);
        assertThat(whole.path("certificate").path("messages").asInt()).isEqualTo(messages);
        assertThat(whole.path("certificate").path("sha256").asText()).hasSize(64);
        assertThat(whole.path("places").findValuesAsText("kind")).contains("key", "container", "backups", "key-copies");
    }

    private HttpResponse<String> as(String token, String method, String path, String bodyOrNull) {
        return hub.call(
                method,
                path,
                bodyOrNull,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}
