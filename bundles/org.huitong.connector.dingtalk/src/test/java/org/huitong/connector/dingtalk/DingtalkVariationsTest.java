// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.huitong.api.message.Message;
import org.huitong.testkit.WireContract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What else people send than the vendor describes, as {@code variations.json} tells: each row has what differs from an
 * ordinary call of its door and from what that would say. A member that is null is left out.
 */
class DingtalkVariationsTest {
    private static final Account ACCOUNT = Account.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SAID = "{'conversationId':'cidLine2==','conversationType':'2',"
            + "'conversationTitle':'二号线班组','msgId':'msg1','senderId':'$:LWCP_v1:$abc','senderStaffId':'0147',"
            + "'senderNick':'李娜','senderCorpId':'dinghengtong01','chatbotCorpId':'dinghengtong01',"
            + "'chatbotUserId':'$:LWCP_v1:$bot','robotCode':'dingbot','createAt':1795334400123}";
    private static final String SAYS =
            "{'type':'text','event':'','text':'','attachments':[],'sender':'0147','name':'李娜',"
                    + "'conversation':'cidLine2==','kind':'GROUP','title':'二号线班组','tenant':'dinghengtong01',"
                    + "'nativeId':'msg1','sentAt':'2026-11-22T08:00:00.123Z'}";
    private static final String HAPPENED = "{'EventTime':1795334400123,'CorpId':'dinghengtong01','eventId':'ev-1'}";
    private static final String TELLS = "{'type':'event','text':'','attachments':[],'sender':'','name':'',"
            + "'conversation':'events:dingtalk:dinghengtong01','kind':'EVENTS','title':'','tenant':'dinghengtong01',"
            + "'nativeId':'ev-1','sentAt':'2026-11-22T08:00:00.123Z'}";

    @TestFactory
    Stream<DynamicTest> saysWhatItSays() throws IOException {
        JsonNode rows =
                JSON.readTree(Path.of("src/test/resources/variations.json").toFile());
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> dynamicTest(row.required("name").textValue(), () -> saysWhatItSays(row)));
    }

    private static void saysWhatItSays(JsonNode row) throws IOException {
        boolean robot = row.required("told").textValue().equals("robot");
        boolean event = row.required("told").textValue().equals("event");
        JsonNode in = merged(robot ? SAID : event ? HAPPENED : "{}", row.required("in"));
        Message message = ACCOUNT.message(event ? ACCOUNT.event(in.toString()) : ACCOUNT.said(in.toString()));
        ObjectNode says = merged(robot ? SAYS : TELLS, row.required("says"));
        if (!says.has("event")) {
            says.set("event", in.required("EventType"));
        }
        WireContract.saysWhatItSays(message, says);
    }

    private static ObjectNode merged(String ordinary, JsonNode differing) throws IOException {
        ObjectNode all = (ObjectNode) JSON.readTree(ordinary.replace('\'', '"'));
        differing.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                all.remove(member.getKey());
            } else {
                all.set(member.getKey(), member.getValue());
            }
        });
        return all;
    }
}
