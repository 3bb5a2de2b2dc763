// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.ElaboratorContract;
import org.junit.jupiter.api.Test;

/** Approvals of DingTalk, from their event to the message that is read. */
class DingtalkApprovalsTest implements ElaboratorContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public Elaborator elaborator() {
        return ACCOUNT.connector();
    }

    @Override
    public Elaborator listener() {
        return Account.of(Map.of("clientSecret", "")).connector();
    }

    @Override
    public Message announcement() {
        return event("bpms_instance_change", "\"processInstanceId\":\"p-1\",\"type\":\"start\"");
    }

    @Override
    public List<Message> others() {
        return List.of(
                event("bpms_instance_change", "\"title\":\"x\""),
                event("user_add_org", "\"processInstanceId\":\"p-1\""));
    }

    @Override
    public Reply gone() {
        return new Reply(
                400,
                Map.of(),
                "{\"code\":\"invalidProcessInstanceId\",\"message\":\"实例不存在\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysFormAndOpinions() {
        Sighting.Said said = said(whole());
        assertThat(said.key().nativeId()).isEqualTo("approval:p-1");
        assertThat(said.message().sender().id()).isEqualTo("qianx");
        assertThat(said.message().content().text().orElse("").lines())
                .containsExactly(
                        "钱欣提交的采购申请",
                        "编号: 202611300007",
                        "状态: 审批中",
                        "部门: 采购部",
                        "事由: 刀具一批",
                        "qianx: 发起",
                        "部门负责人：zhouml: 同意：同意，按清单采购",
                        "hanj: 评论：尽快");
        assertThat(said.revision().at()).isEqualTo(Instant.parse("2026-11-30T10:00:00Z"));
    }

    @Test
    void itsFilesAreFetchedByInstanceAndId() {
        Sighting.Said said = said(whole());
        assertThat(said.message().content().attachments())
                .extracting(file -> file.name().orElse(""), file -> file.bytes().orElse(0))
                .containsExactly(tuple("报价清单.csv", 2_048L), tuple("比价.xlsx", 9L));
        Attachment first = said.message().content().attachments().get(0);
        assertThat(ACCOUNT.connector().fetch(new MediaFetcher.Wanted(said.key(), first), WITH_TOKEN))
                .isInstanceOfSatisfying(
                        Step.Ask.class, ask -> assertThat(new String(ask.call().body(), StandardCharsets.UTF_8))
                                .contains("\"processInstanceId\":\"p-1\"", "\"fileId\":\"f1\""));
    }

    private static Message event(String type, String inside) {
        return ACCOUNT.message(ACCOUNT.event("{\"EventType\":\"" + type + "\",\"CorpId\":\"" + Account.CORP
                + "\",\"eventId\":\"e-1\",\"timeStamp\":\"1795996800000\"," + inside + "}"));
    }
}
