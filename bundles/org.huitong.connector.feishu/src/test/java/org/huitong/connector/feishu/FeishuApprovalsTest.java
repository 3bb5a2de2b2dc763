// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.ElaboratorContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals of Feishu, from their event to the message that is read. */
class FeishuApprovalsTest implements ElaboratorContract {
    private static final String INSTANCE = "81D31358-93AF-92D6-7425-01A5D67C4E71";
    private static final Account ACCOUNT = Account.of(Map.of("verificationToken", "v-token", "appSecret", "s"));

    @Override
    public Elaborator elaborator() {
        return ACCOUNT.connector();
    }

    @Override
    public Elaborator listener() {
        return Account.plain().connector();
    }

    @Override
    public Message announcement() {
        return event("approval_instance", "\"instance_code\":\"" + INSTANCE + "\",\"status\":\"PENDING\"");
    }

    @Override
    public List<Message> others() {
        return List.of(
                event("approval_instance", "\"approval_code\":\"A\""),
                event("approval_instance", "\"instance_code\":\"../x\""),
                event("task_update", "\"instance_code\":\"" + INSTANCE + "\""));
    }

    @Override
    public Reply gone() {
        return reply(400, "{\"code\":1390003,\"msg\":\"instance code not found\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"approval_task", "approval_cc", "leave_approvalV2", "trip_approval", "work_approval_revert"})
    void everyEventOfAnApprovalNamesItsInstance(String type) {
        assertThat(elaborator().matter(event(type, "\"instance_code\":\"" + INSTANCE + "\"")))
                .contains(INSTANCE);
    }

    @Test
    void saysFormOpinionsAndComments() {
        Sighting.Said said = said(whole());
        assertThat(said.key().nativeId()).isEqualTo("approval:" + INSTANCE);
        assertThat(said.message().sender().ids()).containsExactly("qianx", "ou_qianx");
        assertThat(said.message().content().text().orElse("").lines())
                .containsExactly(
                        "采购申请",
                        "编号: 202611300007",
                        "状态: 审批中",
                        "事由: 刀具一批",
                        "金额: 12800.5 CNY",
                        "经办: qianx、hanj",
                        "工期: 2026-12-01T08:00:00+08:00 – 2026-12-02T08:00:00+08:00，interval: 2.0",
                        "名称: 铣刀",
                        "名称: 钻头",
                        "请假: 2026-12-03T00:00:00+08:00 – 2026-12-04T00:00:00+08:00，name: 年假，interval: 1.0，unit: DAY，reason: 回家",
                        "加班事由: 盘点",
                        "方案: type: doc，title: 改造方案，url: https://example.feishu.cn/docx/doxc1",
                        "qianx: 发起",
                        "zhouml: 同意：同意，按清单采购",
                        "分管领导：ou_hanj: 审批中",
                        "qianx: 评论：发票随后补");
        assertThat(said.message().content().links()).containsExactly("https://example.feishu.cn/docx/doxc1");
        assertThat(said.revision().at()).isEqualTo(Instant.ofEpochSecond(1_796_004_000));
    }

    /** Addresses are other ones each time that the instance is told: they make no version, and the old ones are not used. */
    @Test
    void filesAreFetchedByWhereTheyStand() {
        Sighting.Said said = said(whole());
        String later = whole().replace("?code=1", "?code=2").replace("x-expires=1", "x-expires=2");
        assertThat(said(later).revision()).isEqualTo(said.revision());
        List<Attachment> files = said.message().content().attachments();
        assertThat(files)
                .extracting(file -> file.name().orElse("-"))
                .containsExactly("报价清单.xlsx", "图样.pdf", "-", "-", "铣刀.pdf", "钻头.pdf", "比价.xlsx", "发票.png");
        assertThat(files).filteredOn(file -> file.type() == MessageType.IMAGE).hasSize(3);
        assertThat(files.stream().map(file -> address(said, file, later)))
                .containsExactly(
                        "https://file.feishu.example/a?code=2",
                        "https://file.feishu.example/b?code=2",
                        "https://file.feishu.example/c?code=2",
                        "https://file.feishu.example/d?code=2",
                        "https://file.feishu.example/e?code=2",
                        "https://file.feishu.example/f?code=2",
                        "https://file.feishu.example/h?x-expires=2",
                        "https://file.feishu.example/g?x-expires=2");
    }

    @Test
    void aFileThatIsNoLongerThereIsNeverHad() {
        Sighting.Said said = said(whole());
        Attachment file = said.message().content().attachments().get(0);
        assertThat(fetched(said, file, "{\"code\":0,\"data\":{\"form\":\"[]\"}}"))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Step.Failure.REFUSED));
    }

    /** The administrator can mend that, so it is not given up. */
    @ParameterizedTest
    @ValueSource(strings = {"99991672", "1390009"})
    void whatTheApplicationMayNotSeeSaysWhatToDo(String code) {
        assertThat(answered(reply(403, "{\"code\":" + code + ",\"msg\":\"no\"}")))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> {
                    assertThat(failed.failure()).isEqualTo(Step.Failure.ACCOUNT);
                    assertThat(failed.detail().en()).contains("approval:approval:readonly", code);
                });
    }

    private static String address(Sighting.Said said, Attachment file, String answer) {
        return ((MediaFetcher.ByCall) ((Step.Done<MediaFetcher.Download>) fetched(said, file, answer)).value())
                .call()
                .address()
                .toString();
    }

    private static Step<MediaFetcher.Download> fetched(Sighting.Said said, Attachment file, String answer) {
        MediaFetcher.Wanted wanted = new MediaFetcher.Wanted(said.key(), file);
        Call call = ((Step.Ask<MediaFetcher.Download>) ACCOUNT.connector().fetch(wanted, WITH_TOKEN)).call();
        assertThat(call.address().getPath()).isEqualTo("/open-apis/approval/v4/instances/" + INSTANCE);
        return ACCOUNT.connector().fetch(wanted, WITH_TOKEN.then("", reply(200, answer)));
    }

    /** Approvals come in the first generation's envelope. */
    private static Message event(String type, String inside) {
        return ACCOUNT.message("{\"ts\":\"1795996800.7171419\",\"uuid\":\"e-" + type + "\",\"token\":\"v-token\","
                + "\"type\":\"event_callback\",\"event\":{\"app_id\":\"cli_9f5343c580712544\",\"tenant_key\":\""
                + Account.TENANT + "\",\"type\":\"" + type + "\"," + inside + "}}");
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
