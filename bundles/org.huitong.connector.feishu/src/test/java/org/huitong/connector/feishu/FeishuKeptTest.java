// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.kit.parse.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people wrote, chose and called is kept, wherever the platform puts it. The tables are written in JSON with single
 * quotation marks and were filled by reading the platform's pages, not by running the connector.
 */
class FeishuKeptTest {
    private static final Account ACCOUNT = Account.plain();

    static Stream<Arguments> posts() {
        return Stream.of(
                row("{'title':'题','content':[[{'tag':'text','text':'裸'}]]}", "题\n裸"),
                row("{'zh_cn':{'title':'题','content':[[{'tag':'text','text':'语言'}]]}}", "题\n语言"),
                row("{'post':{'zh_cn':{'content':[[{'tag':'text','text':'外层'}]]}}}", "外层"),
                row("{'post':{'content':[[{'tag':'text','text':'外层直接'}]]}}", "外层直接"),
                row("{'ja_jp':{'content':[[{'tag':'text','text':'日'}]]}}", "日"),
                row("{'content':[{'tag':'text','text':'没有行'}]}", "没有行"),
                row("{'content':['裸字',[{'tag':'text','text':'行'}]]}", "裸字\n行"),
                row("{'content':[[{'tag':'code_block','language':'SQL','text':'select 1;'}]]}", "select 1;"),
                row(
                        "{'content':[[{'tag':'md','text':'**停机** [单](https://a.example/1)'}]]}",
                        "**停机** [单](https://a.example/1)"),
                row("{'content':[[{'tag':'hologram','text':'未来'}]]}", "未来"),
                row("{'content':[[{'tag':'quote','content':'引用的话'}]]}", "引用的话"),
                row(
                        "{'content':[[{'tag':'list','children':[{'tag':'text','text':'一'},{'tag':'text','text':'二'}]}]]}",
                        "一二"),
                row("{'content':[[{'tag':'box','elements':[[{'tag':'text','text':'深'}]]}]]}", "深"),
                row("{'content':[[{'tag':'sign','name':'张三的签名'}]]}", "张三的签名"),
                row("{'content':[[{'tag':'text','text':'见 '},{'tag':'file','file_name':'停机.docx'}]]}", "见 停机.docx"),
                row("{'content':[[{'tag':'hr'}],[{'tag':'emotion','emoji_type':'OK'}]]}", "[OK]"),
                row("{'content':[[{'tag':'at','user_id':'all'},{'tag':'text','text':' 停'}]]}", "@所有人 停"),
                row("{'content':[[{'tag':'a','text':'','href':'https://a.example/2'}]]}", "https://a.example/2"),
                row("{'title':'只有题'}", "只有题"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("posts")
    void richText(String content, String text) {
        assertThat(read("post", content).text()).contains(text);
    }

    @Test
    void filesWithinRichText() {
        Content content = read(
                "post",
                "{'content':[[{'tag':'file','file_key':'f1','file_name':'a.pdf'}],[{'tag':'img','image_key':'i1'}],"
                        + "[{'tag':'media','file_key':'v1'}],[{'tag':'doc','file_key':'f2','name':'b'}],"
                        + "[{'tag':'box','children':[{'tag':'img','image_key':'i2'}]}]]}");

        assertThat(content.attachments())
                .extracting(file -> file.type().word() + " " + file.reference()
                        + file.name().map(name -> " " + name).orElse(""))
                .containsExactly("file f1 a.pdf", "image i1", "video v1", "file f2 b", "image i2");
    }

    static Stream<Arguments> links() {
        return Stream.of(
                row("text", "{'text':'看 https://a.example/1。好'}", "https://a.example/1"),
                row("text", "{'text':'http://a.example/x（外）'}", "http://a.example/x"),
                row(
                        "post",
                        "{'content':[[{'tag':'a','text':'单','href':'https://a.example/2'}]]}",
                        "https://a.example/2"),
                row("post", "{'content':[[{'tag':'md','text':'[单](https://a.example/3)'}]]}", "https://a.example/3"),
                row(
                        "post",
                        "{'content':[[{'tag':'chip','text':'单','url':'https://a.example/4'}]]}",
                        "https://a.example/4"),
                row("post", "{'content':[[{'tag':'text','text':'https://a.example/5, 谢'}]]}", "https://a.example/5"),
                row(
                        "interactive",
                        "{'elements':[[{'tag':'a','text':'单','href':'https://a.example/6'}]]}",
                        "https://a.example/6"),
                row(
                        "interactive",
                        "{'elements':[{'tag':'action','actions':[{'tag':'button','text':{'content':'开'},"
                                + "'url':'https://a.example/7'}]}]}",
                        "https://a.example/7"),
                row(
                        "interactive",
                        "{'elements':[{'tag':'action','actions':[{'tag':'button','text':{'content':'开'},"
                                + "'multi_url':{'url':'https://a.example/8','pc_url':''}}]}]}",
                        "https://a.example/8"),
                row(
                        "interactive",
                        "{'card_link':{'url':'https://a.example/9'},'header':{'title':{'content':'题'}}}",
                        "https://a.example/9"),
                row(
                        "interactive",
                        "{'schema':'2.0','body':{'elements':[{'tag':'button','text':{'content':'开'},'behaviors':"
                                + "[{'type':'open_url','default_url':'https://a.example/10'}]}]}}",
                        "https://a.example/10"),
                row(
                        "interactive",
                        "{'schema':'2.0','body':{'elements':[{'tag':'markdown','content':'[单](https://a.example/11)'}]}}",
                        "https://a.example/11"),
                row(
                        "interactive",
                        "{'elements':[{'tag':'div','text':{'content':'a'},'extra':{'tag':'overflow','options':"
                                + "[{'text':{'content':'外'},'url':'lark://x/12'}]}}]}",
                        "lark://x/12"),
                row("hongbao", "{'text':'https://a.example/13'}", "https://a.example/13"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("links")
    void linksStandInTheTextAndBesideIt(String type, String content, String address) {
        Content read = read(type, content);

        assertThat(read.links()).containsExactly(address);
        assertThat(read.text().orElseThrow()).contains(address);
    }

    static Stream<Arguments> cards() {
        return Stream.of(
                row(
                        "{'header':{'title':{'content':'题'},'subtitle':{'content':'副'},'text_tag_list':[{'tag':'text_tag',"
                                + "'text':{'content':'急'}}]}}",
                        "题\n副\n[急]"),
                row(
                        "{'elements':[{'tag':'action','actions':[{'tag':'select_static','placeholder':{'content':'选'},'options':"
                                + "[{'text':{'content':'甲'}},{'text':{'content':'乙'}}]}]}]}",
                        "[选 / 甲 / 乙]"),
                row(
                        "{'elements':[{'tag':'div','text':{'content':'左'},'extra':{'tag':'button','text':{'content':'右'}}}]}",
                        "左\n[右]"),
                row("{'elements':[{'tag':'img','title':{'content':'图题'},'alt':{'content':'图注'}}]}", "图题\n图注"),
                row("{'elements':[{'tag':'note','elements':[{'tag':'plain_text','content':'注'}]}]}", "注"),
                row(
                        "{'schema':'2.0','body':{'elements':[{'tag':'table','columns':[{'name':'a','display_name':'料号'},{'name':'b'}],"
                                + "'rows':[{'a':'A-3','b':7},{'a':[{'text':'x'},{'text':'y'}]}]}]}}",
                        "料号 | b\nA-3 | 7\nx、y |"),
                row(
                        "{'schema':'2.0','body':{'elements':[{'tag':'form','elements':[{'tag':'input','label':{'content':'原因'},"
                                + "'placeholder':{'content':'请填'}},{'tag':'button','text':{'content':'提交'}}]}]}}",
                        "[原因 / 请填]\n[提交]"),
                row(
                        "{'schema':'2.0','body':{'elements':[{'tag':'collapsible_panel','header':{'title':{'content':'更多'}},"
                                + "'elements':[{'tag':'markdown','content':'里面'}]}]}}",
                        "更多\n里面"),
                row(
                        "{'schema':'2.0','body':{'elements':[{'tag':'interactive_container','elements':[{'tag':'div','text':"
                                + "{'content':'可点'}}]}]}}",
                        "可点"),
                row(
                        "{'elements':[{'tag':'column_set','columns':[{'tag':'column','elements':[{'tag':'div','text':{'content':"
                                + "'一'}}]},{'tag':'column','elements':[{'tag':'div','text':{'content':'二'}}]}]}]}",
                        "一\n二"),
                row(
                        "{'elements':[{'tag':'hologram','title':{'content':'新题'},'text':{'content':'新文'},'elements':[{'tag':"
                                + "'plain_text','content':'新内'}]}]}",
                        "新题\n新文\n新内"),
                row(
                        "{'i18n_header':{'zh_cn':{'title':{'content':'中题'}}},'i18n_elements':{'en_us':[{'tag':'markdown','content':"
                                + "'en'}],'zh_cn':[{'tag':'markdown','content':'中文'}]}}",
                        "中题\n中文"),
                row("{'header':{'title':{'i18n':{'zh_cn':'译题','en_us':'t'}}}}", "译题"),
                row("{'elements':[{'tag':'chart','chart_spec':{'title':{'text':'产量'}}}]}", "产量"),
                row("{'elements':[{'tag':'markdown','content':'请 <at id=ou_9>赵六</at> 看'}]}", "请 @赵六 看"),
                row("{'elements':[{'tag':'checker','text':{'content':'已巡检'}}]}", "[已巡检]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cards")
    void cards(String content, String text) {
        assertThat(read("interactive", content).text()).contains(text);
    }

    @Test
    void picturesOfACardAreAttached() {
        Content content = read(
                "interactive",
                "{'elements':[{'tag':'img','img_key':'i1'},[{'tag':'img','image_key':'i2'}],{'tag':'img_combination',"
                        + "'img_list':[{'img_key':'i3'}]},{'tag':'div','text':{'content':'a'},'icon':{'img_key':'no'}}]}");

        assertThat(content.attachments()).extracting(file -> file.reference()).containsExactly("i1", "i2", "i3");
    }

    static Stream<Arguments> mentions() {
        String both =
                ",{'key':'@_user_2','id':{'union_id':'on_9','user_id':'u9','open_id':'ou_9'},'name':'赵六','tenant_key':'";
        return Stream.of(
                row("", "text", "{'text':'好'}", "[] null []"),
                row(
                        "{'key':'@_user_1','id':{'open_id':'ou_2'},'name':'王芳'}",
                        "text",
                        "{'text':'@_user_1 好'}",
                        "[ou_2] 王芳 []"),
                row(
                        "{'key':'@_user_1','id':{'open_id':'ou_2'},'name':'王芳'}" + both + Account.TENANT + "'}",
                        "text",
                        "{'text':'@_user_1 @_user_2'}",
                        "[ou_2] 王芳 [], [u9, on_9, ou_9] 赵六 []"),
                row(
                        "{'key':'@_user_1','id':{'user_id':'u1'},'name':'外','tenant_key':'other'}",
                        "text",
                        "{'text':'@_user_1'}",
                        "[u1] 外 [other]"),
                row(
                        "{'key':'@_user_1','id':'ou_5','id_type':'open_id','name':'钱'}",
                        "text",
                        "{'text':'@_user_1'}",
                        "[ou_5] 钱 []"),
                row("{'key':'@_user_1','name':'只有名'}", "text", "{'text':'@_user_1'}", "[] 只有名 []"),
                row("{'key':'@_all','name':'所有人'}", "text", "{'text':'@_all 停'}", "[all] null []"),
                row("", "text", "{'text':'@_all 停'}", "[all] null []"),
                row("", "post", "{'content':[[{'tag':'at','user_id':'all'}]]}", "[all] null []"),
                row("", "post", "{'content':[[{'tag':'at','user_id':'@_all'}]]}", "[all] null []"),
                row("", "post", "{'content':[[{'tag':'at','user_id':'ou_7','user_name':'孙'}]]}", "[ou_7] 孙 []"),
                row(
                        "{'key':'@_user_1','id':{'open_id':'ou_2'},'name':'王芳'}",
                        "post",
                        "{'content':[[{'tag':'at','user_id':'@_user_1'},{'tag':'at','user_id':'ou_2','user_name':'王芳'}]]}",
                        "[ou_2] 王芳 []"),
                row("", "interactive", "{'elements':[[{'tag':'at','user_id':'ou_8','user_name':'李'}]]}", "[ou_8] 李 []"),
                row(
                        "",
                        "interactive",
                        "{'elements':[{'tag':'markdown','content':'<at id=all></at> 停'}]}",
                        "[all] null []"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("mentions")
    void whoIsCalled(String mentions, String type, String content, String expected) {
        String event = Account.message(type, json(content))
                .replaceAll("\"mentions\":\\[.*?]", "\"mentions\":[" + json(mentions) + "]");

        assertThat(ACCOUNT.message(event).content().mentions().stream()
                        .map(FeishuKeptTest::told)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected.equals("[] null []") ? "" : expected);
    }

    /** Its length is the writer's choice: 150 KB are allowed in a message, and more in others. */
    @Test
    void aMentionThatNeverEndsIsReadInOnePass() {
        String begun = "<at id=" + "a".repeat(300_000);
        String event = Account.message("text", "{\"text\":\"" + begun + "\"}");

        Message message = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ACCOUNT.message(event));

        assertThat(message.content().text()).contains(begun);
    }

    @Test
    void whoIsCalledWithoutANameIsShownByTheId() {
        String event = Account.message("text", "{\"text\":\"@_user_1 好\"}").replace("\"name\":\"王芳\"", "\"name\":\"\"");

        assertThat(ACCOUNT.message(event).content().text()).contains("@ou_2 好");
    }

    @Test
    void aReplyNamesWhatItAnswersInBothGenerations() {
        String reply = Account.message("text", "{\"text\":\"好\"}")
                .replace("\"chat_id\"", "\"root_id\":\"om_0\",\"parent_id\":\"om_7\",\"chat_id\"");
        String old = old(
                "'msg_type':'text','open_message_id':'om_36','root_id':'om_30','parent_id':'om_35','open_chat_id':'oc',"
                        + "'chat_type':'group','text':'好','open_id':'ou_1'");

        assertThat(ACCOUNT.message(reply).repliesTo()).contains("om_7");
        assertThat(ACCOUNT.message(old).repliesTo()).contains("om_35");
        assertThat(ACCOUNT.message(Account.message("text", "{\"text\":\"好\"}")).repliesTo())
                .isEmpty();
    }

    @Test
    void theOtherSideOfAChatOfTwoIsTheApplication() {
        String direct =
                Account.message("text", "{\"text\":\"好\"}").replace("\"chat_type\":\"group\"", "\"chat_type\":\"p2p\"");
        String old = old(
                "'app_id':'cli_x','msg_type':'text','open_message_id':'om_36','open_chat_id':'oc','chat_type':'private',"
                        + "'text':'<at open_id=\\\"ou_4\\\">@小助手</at> 好','open_id':'ou_1'");

        assertThat(ACCOUNT.message(direct).to()).containsExactly(Addressee.of("cli_9f5343c580712544"));
        assertThat(ACCOUNT.message(old).to()).containsExactly(Addressee.of("cli_x"));
        assertThat(ACCOUNT.message(old).content().mentions()).containsExactly(Addressee.of("ou_4", "小助手"));
        assertThat(ACCOUNT.message(old).content().text()).contains("@小助手 好");
    }

    static Stream<Arguments> presses() {
        return Stream.of(
                row("'value':{'ok':'yes'},'tag':'button'", "ok: yes", "ok: yes"),
                row("'value':{'type':'approve','id':7},'tag':'button'", "type: approve, id: 7", "type: approve\nid: 7"),
                row("'value':'同意','tag':'button'", "同意", "同意"),
                row("'value':{'a':{'b':'c','d':[1,2]}},'tag':'button'", "a.b: c, a.d: 1、2", "a.b: c\na.d: 1、2"),
                row(
                        "'value':{'list':[{'k':'一'},{'k':'二'}]},'tag':'button'",
                        "list.k: 一, list.k: 二",
                        "list.k: 一\nlist.k: 二"),
                row("'option':'2','tag':'select_static'", "2", "option: 2"),
                row("'value':{'q':'班次'},'option':'夜班','tag':'select_static'", "q: 班次, 夜班", "q: 班次\noption: 夜班"),
                row("'options':['甲','乙'],'tag':'multi_select_static'", "甲、乙", "options: 甲、乙"),
                row(
                        "'form_value':{'原因':'缺料','日期':'2026-11-29 +0800','多选':['a','b']},'name':'submit','tag':'button'",
                        "原因: 缺料, 日期: 2026-11-29 +0800, 多选: a、b",
                        "原因: 缺料\n日期: 2026-11-29 +0800\n多选: a、b\nname: submit"),
                row("'input_value':'缺三箱','name':'reason','tag':'input'", "缺三箱", "input_value: 缺三箱\nname: reason"),
                row("'checked':true,'name':'巡检','tag':'checker'", "checked: true", "checked: true\nname: 巡检"),
                row("'checked':false,'tag':'checker'", "checked: false", "checked: false"),
                row("'option':'转交','tag':'overflow','timezone':'Asia/Shanghai'", "转交", "option: 转交"),
                row("'name':'同意按钮','tag':'button'", "同意按钮", "name: 同意按钮"),
                row("'value':{},'tag':'button'", "button", "button"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presses")
    void whatWasChosenOnACard(String action, String choice, String text) {
        String event = Account.event(
                "card.action.trigger",
                json("{'operator':{'tenant_key':'" + Account.TENANT
                        + "','user_id':'u2','open_id':'ou_2'},'token':'c-1','action':{" + action
                        + "},'context':{'open_message_id':'om_9','open_chat_id':'oc_9'}}"));
        String old =
                json("{'open_id':'ou_2','user_id':'u2','open_message_id':'om_9','open_chat_id':'oc_9','tenant_key':'"
                        + Account.TENANT + "','token':'c-1','action':{" + action + "}}");

        for (Content content : List.of(
                ACCOUNT.message(event).content(),
                new FeishuWire("a", "cli")
                        .deliver(Json.read(old).good().orElseThrow(), old, Account.NOW).sightings().stream()
                                .map(sighting ->
                                        ((Sighting.Said) sighting).message().content())
                                .findFirst()
                                .orElseThrow())) {
            assertThat(content.action()).hasValueSatisfying(chosen -> {
                assertThat(chosen.letter()).contains("om_9");
                assertThat(chosen.choice()).isEqualTo(choice);
            });
            assertThat(content.text().orElseThrow().replace("operator: u2\n", ""))
                    .isEqualTo(text);
        }
    }

    static Stream<Arguments> events() {
        String ids = "{'union_id':'on_1','user_id':'u1','open_id':'ou_1'}";
        String self = "'tenant_key':'" + Account.TENANT + "'";
        return Stream.of(
                row(
                        "application.bot.menu_v6",
                        "{'operator':{'operator_name':'张三','operator_id':" + ids
                                + "},'event_key':'report','timestamp':1669364458}",
                        "operator: 张三 (u1)\nevent_key: report",
                        "u1"),
                row(
                        "im.chat.member.user.added_v1",
                        "{'chat_id':'oc_1','operator_id':" + ids + ",'users':[{'name':'李四'," + self
                                + ",'user_id':{'user_id':'u4'}},{'name':'外人','tenant_key':'other','user_id':{'open_id':'ou_5'}}]}",
                        "chat_id: oc_1\noperator_id: u1\nusers: 李四 (u4)、外人 (ou_5@other)",
                        "u1"),
                row(
                        "im.chat.updated_v1",
                        "{'chat_id':'oc_1','operator_id':" + ids + ",'operator_tenant_key':'other',"
                                + "'after_change':{'name':'新群名'},'before_change':{'name':'旧群名'}}",
                        "chat_id: oc_1\noperator_id: u1\nname: 新群名\nname: 旧群名",
                        "u1@other"),
                row(
                        "im.message.message_read_v1",
                        "{'reader':{'reader_id':" + ids + ",'read_time':'1627641418803'," + self
                                + "},'message_id_list':['om_1','om_2']}",
                        "reader: u1\nread_time: 2021-07-30 18:36\nmessage_id_list: om_1、om_2",
                        "u1"),
                row(
                        "drive.file.title_updated_v1",
                        "{'file_type':'docx','operator_id':" + ids + ",'file_name':'排产表'}",
                        "file_type: docx\noperator_id: u1\nfile_name: 排产表",
                        "u1"),
                row("task.task.updated_v1", "{'task_id':'t-1','obj_type':1}", "task_id: t-1\nobj_type: 1", ""),
                row(
                        "some.new_v9",
                        "{'type':'加急','who':" + ids + ",'words':'第一次见'}",
                        "type: 加急\nwho: u1\nwords: 第一次见",
                        ""),
                row(
                        "some.new_v9",
                        "{'form':'[{\\\"name\\\":\\\"理由\\\",\\\"value\\\":\\\"缺料\\\"}]'}",
                        "name: 理由\nvalue: 缺料",
                        ""),
                row("some.new_v9", "{'deep':[[{'a':'一'},['二']]],'none':null,'empty':''}", "a: 一\ndeep: 二", ""),
                row("some.new_v9", "{'token':'geheim','app_ticket':'geheim','room_tenant_key':'t'}", null, ""),
                row(
                        "some.new_v9",
                        "{'notice_meta':{'from_user_id':" + ids + ",'to_user_id':{'open_id':'ou_2'}}}",
                        "from_user_id: u1\nto_user_id: ou_2",
                        "u1"),
                row(
                        "some.new_v9",
                        "{'operator':{'id':" + ids + ",'user_type':1,'tenant_key':'other'}}",
                        "operator: u1@other\nuser_type: 1",
                        "u1@other"),
                row("some.new_v9", "'nur ein Wort'", null, ""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("events")
    void whatHappenedAndWhomItConcerns(String type, String body, String text, String sender) {
        Message message = ACCOUNT.message(Account.event(type, json(body)));

        assertThat(message.content().event().orElseThrow().name()).isEqualTo(type);
        assertThat(message.content().text().orElse(null)).isEqualTo(text);
        assertThat(message.sender().id()).isEqualTo(sender);
    }

    @Test
    void eventsOfTheFirstGenerationAndTheirRoom() {
        Message message = ACCOUNT.message(
                json("{'uuid':'e','token':'v-token','ts':'1550038109.428520','type':'event_callback','event':"
                        + "{'type':'approval_task','tenant_key':'t1','app_id':'cli_x','user_id':'u1','open_id':'ou_1','status':'APPROVED',"
                        + "'comment':'同意，尽快','operate_time':'1502199207171'}}"));

        assertThat(message.content().text())
                .contains("user_id: u1\nstatus: APPROVED\ncomment: 同意，尽快\noperate_time: 2017-08-08 21:33");
        assertThat(message.sender()).isEqualTo(Sender.person("u1").alias("ou_1"));
        assertThat(message.conversation().id()).isEqualTo("events:feishu:t1");
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                        "text",
                        "post",
                        "image",
                        "file",
                        "audio",
                        "media",
                        "sticker",
                        "folder",
                        "location",
                        "hongbao",
                        "share_chat",
                        "share_user",
                        "video_chat",
                        "todo",
                        "vote",
                        "calendar")
                .flatMap(type -> Stream.of(row(type, "{}"), row(type, "")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("missing")
    void aBodyThatIsNotThereIsUnavailableWithItsReason(String type, String content) {
        Content read = read(type, content);

        assertThat(read.type().word()).isEqualTo("unavailable");
        assertThat(read.text()).isEmpty();
        assertThat(read.unavailable().orElseThrow().detail().en()).isNotBlank();
        assertThat(read.unavailable().orElseThrow().detail().zh()).isNotBlank();
    }

    @Test
    void aForwardedBundleThatComesWithItsMessages() {
        Content content = read(
                "merge_forward",
                "{'title':'群聊的聊天记录','items':[{'msg_type':'text','sender':{'id':'ou_1'},'body':{'content':"
                        + "'{\\\"text\\\":\\\"@_user_1 停机 https://a.example/1\\\"}'},'mentions':[{'key':'@_user_1','id':'ou_2','name':'王芳'}]},"
                        + "{'msg_type':'file','sender':{'id':'ou_3'},'body':{'content':'{\\\"file_key\\\":\\\"f\\\",\\\"file_name\\\":\\\"a.pdf\\\"}'}}]}");

        assertThat(content.text()).contains("群聊的聊天记录\nou_1: @王芳 停机 https://a.example/1\nou_3: a.pdf");
        assertThat(content.mentions()).contains(Addressee.of("ou_2", "王芳"));
        assertThat(content.links()).containsExactly("https://a.example/1");
        assertThat(content.attachments()).hasSize(1);
    }

    private static Content read(String type, String content) {
        return ACCOUNT.message(Account.message(type, json(content))).content();
    }

    private static String told(Addressee who) {
        return who.ids() + " " + who.name().orElse(null) + " "
                + who.tenant().stream().toList();
    }

    private static String old(String event) {
        return json(
                "{'uuid':'e','token':'v-token','ts':'1550038109.428520','type':'event_callback','event':{'type':'message',"
                        + "'tenant_key':'t1'," + event + "}}");
    }

    private static String json(String single) {
        return single.replace('\'', '"');
    }

    private static Arguments row(Object... cells) {
        return Arguments.of(cells);
    }
}
