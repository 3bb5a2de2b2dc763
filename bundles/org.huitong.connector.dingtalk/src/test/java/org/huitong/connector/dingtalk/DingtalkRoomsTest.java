// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.RoomHost.Change;
import org.huitong.api.connector.RoomHost.Wish;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.junit.jupiter.api.Test;

/** Groups that the hub opens: from what is wanted and the trail, the next step. */
class DingtalkRoomsTest {
    private static final Trail TOKEN = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));
    private static final Wish WISH = new Wish("k1", "生产部", "u1", List.of("u1", "u2"));

    private final DingtalkRooms rooms = new DingtalkRooms(
            new Parsed.Good<>(new DingtalkSends.Access(
                    Address.of("https://h.example").good().orElseThrow(),
                    Address.of("https://h.example").good().orElseThrow(),
                    "k",
                    "s")),
            "tpl");

    @Test
    void aTokenIsWantedFirst() {
        assertThat(rooms.open(WISH, Trail.beginning(Optional.empty()))).isEqualTo(Step.tokenNeeded());
        assertThat(rooms.change("r1", new Change.Renamed("制造部"), Trail.beginning(Optional.empty())))
                .isEqualTo(Step.tokenNeeded());
    }

    @Test
    void aGroupIsOpenedByItsKey() {
        assertThat(asked(rooms.open(WISH, TOKEN)))
                .isEqualTo(
                        "POST https://h.example/v1.0/im/sceneGroup/create {\"title\":\"生产部\",\"template_id\":\"tpl\",\"owner_user_id\":\"u1\",\"user_ids\":[\"u1\", \"u2\"],\"uuid\":\"k1\"}");
        assertThat(rooms.open(WISH, TOKEN.then("", said("{\"open_conversation_id\":\"cid1\",\"chat_id\":\"chat1\"}"))))
                .isEqualTo(Step.done("cid1"));
    }

    @Test
    void nameAndMembersAreChanged() {
        assertThat(asked(rooms.change("r1", new Change.Renamed("制造部"), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/v1.0/im/sceneGroup/update {\"open_conversation_id\":\"r1\",\"title\":\"制造部\"}");
        assertThat(asked(rooms.change("r1", new Change.Joined(List.of("u3")), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/v1.0/im/sceneGroup/member/add {\"open_conversation_id\":\"r1\",\"user_ids\":[\"u3\"]}");
        assertThat(asked(rooms.change("r1", new Change.Left(List.of("u2")), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/v1.0/im/sceneGroup/member/delete {\"open_conversation_id\":\"r1\",\"user_ids\":[\"u2\"]}");
        assertThat(rooms.change("r1", new Change.Renamed("制造部"), TOKEN.then("", said("{\"success\":true}"))))
                .isEqualTo(Step.done("r1"));
    }

    @Test
    void whatIsRefusedIsSaid() {
        assertThat(rooms.open(WISH, TOKEN.then("", said("{\"code\":\"groupTemplate.notFound\",\"message\":\"no\"}"))))
                .isInstanceOf(Step.Failed.class);
        assertThat(rooms.change(
                        "r1",
                        new Change.Renamed("制造部"),
                        TOKEN.then("", said("{\"code\":\"groupTemplate.notFound\",\"message\":\"no\"}"))))
                .isInstanceOf(Step.Failed.class);
    }

    /** Method, address and body; each call may be made twice. */
    private static String asked(Step<String> step) {
        Call call = ((Step.Ask<String>) step).call();
        assertThat(call.harmless()).isTrue();
        return call.method() + " " + call.address() + " " + new String(call.body(), StandardCharsets.UTF_8);
    }

    private static Reply said(String json) {
        return new Reply(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }
}
