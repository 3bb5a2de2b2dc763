// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that stand elsewhere than the kind's description has them are read all the same; nothing is empty text. */
class FeishuElsewhereTest {
    private static final Account ACCOUNT = Account.sealed();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            text        | {'content':'三号线停机了'}                                     | TEXT | 三号线停机了
            text        | {'text':{'content':'三号线停机了'}}                            | TEXT | content: 三号线停机了
            hongbao     | {'title':'恭喜发财'}                                           | CARD | 恭喜发财
            location    | {'title':'二号厂房','address':'文一西路'}                      | LOCATION | 二号厂房/文一西路
            share_chat  | {'chat_title':'生产群'}                                        | CARD | chat_title: 生产群
            share_chat  | {'share_chat':{'name':'生产群','chat_id':'oc_1'}}              | CARD | name: 生产群/chat_id: oc_1
            video_chat  | {'title':'晨会','host':'三楼'}                                 | CARD | 晨会
            todo        | {'task_id':'t1','title':'检修','priority':'高'}                | CARD | 检修/priority: 高
            vote        | {'title':'吃什么','options':[{'label':'面'},{'title':'饭'}]}    | CARD | 面/饭/吃什么
            calendar    | {'summary':'评审','location':{'name':'三楼'},'attendees':['张三']} | CARD | 评审/name: 三楼/attendees: 张三
            share_user  | {'open_id':'ou_9','name':'张三','department':'设备部'}         | CARD | 张三/ou_9/department: 设备部
            audio       | {'file_key':'a','recognition':'三号机异响'}                    | VOICE | 三号机异响
            image       | {'image_key':'i','caption':'漏油'}                             | IMAGE | 漏油
            media       | {'file_key':'v','file_name':'a.mp4','title':'漏油'}            | VIDEO | 漏油
            file        | {'name':'停机报告.docx'}                                       | UNAVAILABLE | 停机报告.docx
            post        | {'content':'没有分行的文字'}                                   | RICH_TEXT | 没有分行的文字
            post        | {'zh_cn':{'title':'','content':[]},'en_us':{'title':'T','content':[[{'tag':'text','text':'down'}]]}} | RICH_TEXT | T/down
            post        | {'content':[[{'tag':'list','items':[[{'tag':'text','text':'一'}],[{'tag':'text','text':'二'}]]}]]} | RICH_TEXT | 一/二
            interactive | {'type':'template','data':{'template_id':'c','template_variable':{'line':'三号线','state':'停机'}}} | CARD | line: 三号线/state: 停机
            """)
    void wordsThatStandElsewhere(String type, String content, MessageType shown, String text) {
        Content said = ACCOUNT.message(Account.message(type, content.replace('\'', '"')))
                .content();

        assertThat(said.type()).isEqualTo(shown);
        assertThat(said.text()).contains(text.replace('/', '\n'));
    }
}
