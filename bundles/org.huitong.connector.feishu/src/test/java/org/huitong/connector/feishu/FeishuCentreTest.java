// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Shown;
import org.huitong.api.connector.ApprovalCentre.State;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.junit.jupiter.api.Test;

/** What Feishu's approval centre is told. */
class FeishuCentreTest {
    private static final Instant SINCE = Instant.ofEpochMilli(1_780_000_000_000L);
    private static final Trail BEGINNING = Trail.beginning(Optional.of(new Token("t-1", Duration.ofHours(2))));
    private final FeishuCentre centre = new FeishuCentre(
            new Parsed.Good<>(new FeishuSends.Access(
                    Address.of("https://open.feishu.cn").good().orElseThrow(), "cli_1", "s")),
            "CODE-1");

    private static Matter matter(State state, Voice... voices) {
        return new Matter(
                "a1",
                "张三的“角色”变更",
                "李四",
                List.of("ou_4", "lisi"),
                "https://hub/#/approvals?id=a1",
                state,
                SINCE,
                state == State.WAITING ? Optional.empty() : Optional.of(SINCE.plusSeconds(60)),
                SINCE.plusSeconds(90),
                List.of(voices));
    }

    private Json body(Matter matter) {
        Step.Ask<Shown> ask = (Step.Ask<Shown>) centre.show(matter, BEGINNING);
        assertThat(ask.call().harmless()).isTrue();
        assertThat(ask.call().address()).hasToString("https://open.feishu.cn/open-apis/approval/v4/external_instances");
        return Json.read(ask.call().body()).good().orElseThrow();
    }

    @Test
    void tells_all_of_it_each_time() {
        Json body = body(matter(
                State.WAITING,
                new Voice("1-p2", List.of("on_2", "wangwu"), State.APPROVED, SINCE, Optional.of(SINCE)),
                new Voice("2-p5", List.of("ou_5"), State.WAITING, SINCE, Optional.empty())));
        assertThat(body.text("approval_code")).contains("CODE-1");
        assertThat(body.text("instance_id")).contains("a1");
        assertThat(body.text("status")).contains("PENDING");
        assertThat(body.text("user_id")).contains("lisi");
        assertThat(body.text("end_time")).contains("0");
        assertThat(body.text("update_mode")).contains("REPLACE");
        List<Json> tasks = body.at("task_list").items();
        assertThat(tasks.get(0).text("user_id")).contains("wangwu");
        assertThat(tasks.get(0).text("status")).contains("APPROVED");
        assertThat(tasks.get(1).text("open_id")).contains("ou_5");
        assertThat(tasks.get(1).text("status")).contains("PENDING");
        assertThat(tasks.get(1).at("links").text("mobile_link")).contains("https://hub/#/approvals?id=a1");
        assertThat(body.at("i18n_resources")
                        .items()
                        .get(0)
                        .at("texts")
                        .items()
                        .get(0)
                        .text("value"))
                .contains("张三的“角色”变更");
    }

    @Test
    void ends_what_is_over() {
        assertThat(body(matter(State.APPROVED)).text("status")).contains("APPROVED");
        assertThat(body(matter(State.REFUSED)).text("status")).contains("REJECTED");
        Json withdrawn = body(matter(State.WITHDRAWN));
        assertThat(withdrawn.text("status")).contains("TERMINATED");
        assertThat(withdrawn.text("end_time")).contains("1780000060000");
        assertThat(withdrawn.at("task_list").items()).isEmpty();
    }

    @Test
    void says_what_came_of_it() {
        assertThat(answer("{\"code\":0,\"msg\":\"success\"}")).isEqualTo(Step.done(Shown.WHOLE));
        assertThat(answer("{\"code\":99991663,\"msg\":\"Invalid access token\"}"))
                .isInstanceOfSatisfying(
                        Step.Failed.class, f -> assertThat(f.failure()).isEqualTo(Step.Failure.TOKEN));
        assertThat(centre.show(matter(State.WAITING), Trail.beginning(Optional.empty())))
                .isEqualTo(Step.tokenNeeded());
    }

    private Step<Shown> answer(String body) {
        return centre.show(
                matter(State.WAITING),
                BEGINNING.then("", new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void is_told_only_where_its_definition_is_named() {
        assertThat(centre.isOpen()).isTrue();
        assertThat(new FeishuCentre(
                                new Parsed.Good<>(new FeishuSends.Access(
                                        Address.of("https://x").good().orElseThrow(), "c", "s")),
                                " ")
                        .isOpen())
                .isFalse();
    }
}
