// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Approvals of WeCom, from their event to the message that is read. */
class WecomApprovalsTest implements ElaboratorContract {
    private static final Account ACCOUNT = Account.of(Map.of("agentId", "1000002", "secret", "s"));

    @Override
    public Elaborator elaborator() {
        return ACCOUNT.connector();
    }

    @Override
    public Elaborator listener() {
        return Account.of().connector();
    }

    @Override
    public Message announcement() {
        return event("sys_approval_change", "<SpNo>202611300007</SpNo><SpStatus>2</SpStatus>");
    }

    @Override
    public List<Message> others() {
        return List.of(
                event("open_approval_change", "<ThirdNo>a-1</ThirdNo>"),
                event("sys_approval_change", "<SpName>没有编号</SpName>"),
                event("sys_approval_change", "<SpNo>../x</SpNo>"));
    }

    @Override
    public Reply gone() {
        return reply("{\"errcode\":301025,\"errmsg\":\"get approval param error\"}");
    }

    @Test
    void saysFormOpinionsAndNotes() {
        Sighting.Said said = said(whole());
        assertThat(said.key().nativeId()).isEqualTo("approval:202611300007");
        assertThat(said.message().sender().id()).isEqualTo("qianx");
        assertThat(said.message().content().text().orElse("").lines())
                .containsExactly(
                        "出差与采购",
                        "编号: 202611300007",
                        "状态: 已通过",
                        "事由: 刀具一批",
                        "金额: 12800.00",
                        "数量: 40",
                        "到货日: 2026-12-01",
                        "方式: 空运、陆运",
                        "经办: 钱欣 (qianx)、hanj",
                        "承担部门: 采购部",
                        "名称: 铣刀",
                        "名称: 钻头",
                        "请假类型: 调休假 2026-12-01 – 2026-12-01（1 天）",
                        "外出: 2026-11-30 11:00 – 2026-11-30 12:30（1.5 小时）",
                        "关联: 请购 202611010001",
                        "收款账户: 1 北辰机械 工商银行",
                        "zhouml: 已同意：同意，按清单采购",
                        "hanj: 审批中",
                        "qianx: 备注：发票随后补");
        assertThat(said.revision().at()).isEqualTo(Instant.ofEpochSecond(1_796_004_000));
    }

    @Test
    void itsFilesAreFetchedByTheirMediaIds() {
        Message message = said(whole()).message();
        assertThat(message.content().attachments())
                .extracting(Attachment::reference)
                .containsExactly("WWCISP_form", "WWCISP_row", "WWCISP_opinion", "WWCISP_note");
        Attachment form = message.content().attachments().get(0);
        assertThat(form.name()).contains("报价清单.xlsx");
        assertThat(form.bytes()).hasValue(2_048);
        assertThat(ACCOUNT.connector().fetch(new MediaFetcher.Wanted(message.key(), form), WITH_TOKEN))
                .isInstanceOfSatisfying(Step.Done.class, done -> assertThat(
                                ((MediaFetcher.ByCall) done.value()).call().address())
                        .hasToString(
                                "https://qyapi.weixin.qq.com/cgi-bin/media/get?access_token=t&media_id=WWCISP_form"));
    }

    /** The administrator can mend that, so it is not given up. */
    @Test
    void whatTheApplicationMayNotSeeSaysWhatToDo() {
        assertThat(answered(reply("{\"errcode\":301055,\"errmsg\":\"no approval auth\"}")))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> {
                    assertThat(failed.failure()).isEqualTo(Step.Failure.ACCOUNT);
                    assertThat(failed.detail().zh()).contains("可调用接口的应用", "301055");
                });
    }

    private static Message event(String name, String inside) {
        return ACCOUNT.message(ACCOUNT.push("<xml><ToUserName>" + Account.CORP
                + "</ToUserName><FromUserName>sys</FromUserName><CreateTime>1795996800</CreateTime>"
                + "<MsgType>event</MsgType><Event>" + name + "</Event><AgentID>1000002</AgentID><ApprovalInfo>" + inside
                + "</ApprovalInfo></xml>"));
    }

    private static Reply reply(String body) {
        return new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
