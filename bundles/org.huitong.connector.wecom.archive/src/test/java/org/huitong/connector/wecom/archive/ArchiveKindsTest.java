// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.huitong.api.message.Content;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveKindsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    text        | {"content":"你好"} | text | 你好 |
                    markdown    | {"content":"**重要**"} | rich-text | **重要** |
                    image       | {"md5sum":"ab","filesize":13,"sdkfileid":"F1"} | image | | image F1#ab
                    emotion     | {"type":1,"width":9,"height":9,"imagesize":7,"md5sum":"ab","sdkfileid":"F2"} | image | | image F2#ab
                    voice       | {"md5sum":"ab","voice_size":7,"play_length":10,"sdkfileid":"F3"} | voice | | voice F3#ab
                    video       | {"md5sum":"ab","filesize":7,"play_length":8,"sdkfileid":"F4"} | video | | video F4#ab
                    file        | {"md5sum":"ab","filename":"合同.docx","fileext":"docx","filesize":7,"sdkfileid":"F5"} | file | | file F5#ab 合同.docx
                    card        | {"corpname":"微信联系人","userid":"wm1"} | card | wm1/微信联系人 |
                    location    | {"longitude":116.5,"latitude":39.9,"address":"北京市某路","title":"某大厦","zoom":15} | location | 某大厦/北京市某路/39.9/116.5 |
                    link        | {"title":"邀请","description":"进入查看","link_url":"https://a.test/1","image_url":"https://b.test"} | link | 邀请/进入查看/https://a.test/1 |
                    weapp       | {"title":"开始聊天","description":"红包","username":"x@app","displayname":"商城"} | card | 开始聊天/红包/商城 |
                    todo        | {"title":"王说","content":"周五前交"} | card | 王说/周五前交 |
                    vote        | {"votetitle":"去哪","voteitem":["山","海"],"votetype":101,"voteid":"v"} | card | 去哪/· 山/· 海 |
                    collect     | {"room_name":"群","creator":"nick","create_time":"2019","title":"填表","details":[{"id":1,"ques":"姓名","type":"Text"}]} | card | 填表/群/nick/2019/· 姓名 |
                    redpacket   | {"type":1,"wish":"恭喜","totalcnt":2,"totalamount":2050} | card | 恭喜/个数: 2/金额: 20.50 元 |
                    meeting     | {"topic":"夕会","starttime":1603877400,"endtime":1603881000,"address":"三楼","remarks":"带本子","meetingid":12} | card | 夕会/开始: 10-28 17:30/结束: 10-28 18:30/地点: 三楼/会议号: 12/带本子 |
                    calendar    | {"title":"复盘","creatorname":"test","attendeename":["aaa","bbb"],"starttime":1603882800,"endtime":1603886400,"place":"A","remarks":"r"} | card | 复盘/开始: 10-28 19:00/结束: 10-28 20:00/地点: A/发起人: test/参与人: aaa、bbb/r |
                    agree       | {"userid":"wmX","agree_time":1} | event | wmX |
                    disagree    | {"userid":"wmX","disagree_time":1} | event | wmX |
                    meeting_voice_call | {"endtime":1594197635,"sdkfileid":"F7","demofiledata":[{"filename":"方案.ppt","demooperator":"li"}],"sharescreendata":[{"share":"wang"}]} | event | 结束: 07-08 16:40/方案.ppt/li/共享屏幕: wang | voice F7
                    voip_doc_share | {"filename":"方案.pdf","md5sum":"ab","filesize":7,"sdkfileid":"F8"} | event | | file F8#ab 方案.pdf
                    sphfeed     | {"feed_type":4,"sph_name":"旅行家","feed_desc":"缆车"} | event | feed_type: 4/sph_name: 旅行家/feed_desc: 缆车 |
                    link        | {"name":"邀请","url":"https://a.test/1"} | link | name: 邀请/url: https://a.test/1 |
                    todo        | {"detail":{"what":"检修"}} | card | what: 检修 |
                    brand_new   | {"a":{"b":["甲","乙"]},"sdkfileid":"F9"} | event | 甲/乙 | file F9
                    mixed       | {"item":[{"type":"text","content":"{\\"content\\":\\"看图\\"}"},{"type":"image","content":"{\\"md5sum\\":\\"ab\\",\\"sdkfileid\\":\\"F6\\"}"}]} | rich-text | 看图 | image F6#ab
                    chatrecord  | {"title":"群聊","item":[{"type":"ChatRecordText","msgtime":1,"content":"{\\"content\\":\\"一\\"}"},{"type":"chatrecord","content":"{\\"title\\":\\"内层\\",\\"item\\":[{\\"type\\":\\"ChatRecordText\\",\\"content\\":\\"{\\\\\\"content\\\\\\":\\\\\\"二\\\\\\"}\\"}]}"}]} | rich-text | 群聊/一/内层/二 |
                    """)
    void saysEveryWord(String kind, String body, String type, String text, String file) {
        Content content = ArchiveDesk.content(record(kind, kind, body));
        assertThat(content.type().word()).isEqualTo(type);
        assertThat(content.text().orElse("").replace("\n", "/")).isEqualTo(text == null ? "" : text);
        assertThat(content.attachments())
                .extracting(a ->
                        (a.type().word() + " " + a.reference() + " " + a.name().orElse("")).strip())
                .isEqualTo(file == null ? java.util.List.of() : java.util.List.of(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    docmsg            | doc       | {"title":"表格","doc_creator":"test","link_url":"https://doc.test/x"} | link | 表格/test/https://doc.test/x
                    news              | info      | {"item":[{"title":"标题","description":"摘要","url":"https://n.test","picurl":"p"}]} | card | 标题/摘要/https://n.test
                    markdown          | info      | {"content":"请*处理*"} | rich-text | 请*处理*
                    external_redpacket| redpacket | {"type":1,"wish":"大吉","totalcnt":1,"totalamount":5} | card | 大吉/个数: 1/金额: 0.05 元
                    qydiskfile        | info      | {"filename":"预算.xlsx"} | event | filename: 预算.xlsx
                    voiptext          | info      | {"callduration":10,"invitetype":1} | event | callduration: 10/invitetype: 1
                    """)
    void findsBodiesUnderOtherNames(String kind, String name, String body, String type, String text) {
        Content content = ArchiveDesk.content(record(kind, name, body));
        assertThat(content.type().word()).isEqualTo(type);
        assertThat(content.text().orElse("").replace("\n", "/")).isEqualTo(text);
    }

    private static String record(String kind, String name, String body) {
        return "{\"msgid\":\"1\",\"action\":\"send\",\"from\":\"a\",\"tolist\":[\"b\"],\"roomid\":\"\","
                + "\"msgtime\":1603875615723,\"msgtype\":\"" + kind + "\",\"" + name + "\":" + body + "}";
    }
}
